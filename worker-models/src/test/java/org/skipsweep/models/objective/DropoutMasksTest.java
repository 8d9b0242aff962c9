package org.skipsweep.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.trial.random.Draws;

class DropoutMasksTest {
    private static final long[] SHAPE = {20, 10, 501};

    private final InputArrays arrays = new InputArrays(DataType.FLOAT);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.125})
    void masks_keepTheMean(double keep) {
        INDArray mask = masks(keep, 1).get("first").dup();
        assertThat(mask.shape()).isEqualTo(SHAPE);
        double deviation = Math.sqrt((1 - keep) / keep / mask.length());
        assertThat(mask.meanNumber().doubleValue()).isCloseTo(1, within(5 * deviation));
        assertThat(mask.data().asFloat()).containsOnly(0f, (float) (1 / keep));
    }

    @Test
    void masks_followFromSeedAndStep() {
        INDArray first = masks(0.5, 1).get("first").dup();
        assertThat(masks(0.5, 2).get("first")).isNotEqualTo(first);
        assertThat(masks(0.5, 1).get("first")).isEqualTo(first);
    }

    @Test
    void masksOfAStep_differ() {
        Map<String, INDArray> masks = masks(0.5, 1);
        assertThat(masks.get("first")).isNotEqualTo(masks.get("second"));
    }

    /** Two masks for 20 examples of 11 tokens. */
    private Map<String, INDArray> masks(double keep, long step) {
        List<Long> shape = List.of(Input.BATCH, Input.STEPS, 501L);
        return arrays.fill(
                List.of(new Input.Mask("first", shape, keep), new Input.Mask("second", shape, keep)),
                new Draw(Batch.ofTokens(20, 11, new int[0]), 1, Noise.ofStep(new Draws(1), step)));
    }
}
