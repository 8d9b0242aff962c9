package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.skipsweep.models.engine.SameDiffSession;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

/** What Deeplearning4j subtracts from the parameters, against SameDiff's own gradient of the same loss. */
class AppliedStepTest {
    private static final MlpVae MODEL = TestModels.SKIP;
    private static final double RATE = 0.25;
    private static final double NEVER = 1e9;

    @ParameterizedTest
    @CsvSource({"1", "10", "100"})
    void step_isRateTimesGradientWhateverTheBatchSize(int batch) {
        Step step = step(batch, NEVER);
        assertClose(step.applied(), step.gradient(), RATE);
        assertThat(step.score()).isCloseTo(step.loss(), within(1e-12 * step.loss()));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "10, 0.5", "100, 0.5", "100, 0.01"})
    void gradientAboveTheThreshold_isScaledToItAsAWhole(int batch, double threshold) {
        Step step = step(batch, threshold);
        double norm = jointNorm(step.gradient());
        assertThat(norm).isGreaterThan(threshold);
        assertClose(step.applied(), step.gradient(), RATE * threshold / norm);
        assertThat(jointNorm(step.applied())).isCloseTo(RATE * threshold, within(1e-6 * RATE * threshold));
    }

    @Test
    void gradientJustBelowTheThreshold_isKept() {
        Step unclipped = step(10, NEVER);
        double norm = jointNorm(unclipped.gradient());
        assertClose(step(10, norm * 1.001).applied(), unclipped.gradient(), RATE);
        assertClose(step(10, norm * 0.999).applied(), unclipped.gradient(), RATE * 0.999);
    }

    @Test
    void oneRoundOfEqualExamples_isTheStepOfOneExample() {
        Map<String, INDArray> one = TestModels.inputs(MODEL, 1, 4);
        Map<String, INDArray> many = new LinkedHashMap<>();
        one.forEach((name, array) -> many.put(name, Nd4j.repeat(array, 8).reshape(8, array.size(1))));
        assertClose(step(many, NEVER).applied(), step(one, NEVER).applied(), 1);
    }

    private record Step(Map<String, INDArray> applied, Map<String, INDArray> gradient, double loss, double score) {}

    private static Step step(int batch, double clip) {
        return step(TestModels.inputs(MODEL, batch, 4), clip);
    }

    private static Step step(Map<String, INDArray> inputs, double clip) {
        ModelSpec model = new ModelSpec(
                ModelFamily.MLP_VAE,
                MODEL.latentDim(),
                MODEL.decoderLayers(),
                MODEL.skip(),
                MODEL.skipOutput(),
                MODEL.hiddenUnits());
        TrialSpec spec = Trials.spec(model, ImageTrials.adam(1, 1, RATE, clip, 0, 1), 1);
        MultiLayerNetwork network =
                Networks.of(spec, new DataShape.Images(MODEL.pixels()), new Sgd(RATE), DataType.DOUBLE);
        Map<String, INDArray> before = new LinkedHashMap<>();
        Networks.objective(network).paramTable().forEach((name, array) -> before.put(name, array.dup()));
        SameDiffSession reference = SameDiffSession.of(MODEL, before, inputs, List.of(Elbo.LOSS));
        network.fit(new DataSet(
                inputs.get(Elbo.OBSERVATIONS), Nd4j.concat(1, inputs.get(Elbo.NOISE), inputs.get(Elbo.KL_WEIGHT))));
        Map<String, INDArray> applied = new LinkedHashMap<>();
        Networks.objective(network)
                .paramTable()
                .forEach((name, array) -> applied.put(name, before.get(name).sub(array)));
        return new Step(
                applied,
                reference.gradients(),
                reference.values().get(Elbo.LOSS).getDouble(0),
                network.score());
    }

    private static double jointNorm(Map<String, INDArray> arrays) {
        return Math.sqrt(arrays.values().stream()
                .mapToDouble(array -> Math.pow(array.norm2Number().doubleValue(), 2))
                .sum());
    }

    private static void assertClose(Map<String, INDArray> actual, Map<String, INDArray> expected, double factor) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, array) -> {
            INDArray scaled = array.mul(factor);
            assertThat(actual.get(name).sub(scaled).norm2Number().doubleValue())
                    .as(name)
                    .isLessThanOrEqualTo(1e-6 * scaled.norm2Number().doubleValue());
        });
    }
}
