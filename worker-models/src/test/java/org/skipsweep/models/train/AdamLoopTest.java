package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.skipsweep.models.trial.optimization.UpdateRule;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class AdamLoopTest {
    private static final double RATE = 2e-3;
    private static final double CLIP = 5;
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final UpdateRule.Adam ADAM = UpdateRule.Adam.USUAL;
    private static final int STEPS = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 5000})
    void stepsAndState_areThoseOfAdam(int length) {
        compare(row(length, 0), row(length, 0), row(2 * length, 0), length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3000})
    void viewsAtAnOffset_areReadAndWrittenInPlace(int length) {
        INDArray values = row(length + 24, 0);
        INDArray gradients = row(length + 24, 7);
        INDArray states = row(2 * length + 24, 7);
        columns(states, 11, 2 * length).assign(0);
        compare(columns(values, 5, length), columns(gradients, 17, length), columns(states, 11, 2 * length), length);
        assertThat(columns(values, 0, 5).toFloatVector()).containsOnly(0f);
        assertThat(columns(values, 5 + length, 19).toFloatVector()).containsOnly(0f);
        assertThat(columns(gradients, 0, 17).toFloatVector()).containsOnly(7f);
        assertThat(columns(gradients, 17 + length, 7).toFloatVector()).containsOnly(7f);
        assertThat(columns(states, 0, 11).toFloatVector()).containsOnly(7f);
        assertThat(columns(states, 11 + 2 * length, 13).toFloatVector()).containsOnly(7f);
    }

    @Test
    void otherPrecisions_andOtherRules_areRefused() {
        INDArray values = Nd4j.zeros(DataType.DOUBLE, 3);
        assertThatThrownBy(() -> new AdamLoop(values, values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOUBLE");
        AdamLoop loop = new AdamLoop(row(3, 0), row(3, 0));
        assertThatThrownBy(() -> loop.step(new UpdateRule.Sgd(), RATE, NEVER, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Sgd");
    }

    @Test
    void stepsAfterTheMomentsWereStoredAndLoadedElsewhere_areTheSame() {
        int length = 700;
        INDArray whole = row(length, 1);
        INDArray parted = row(length, 1);
        INDArray gradient = row(length, 0);
        INDArray state = row(2 * length, 0);
        AdamLoop loop = new AdamLoop(whole, gradient);
        for (int step = 1; step <= STEPS; step++) {
            gradient.assign(Nd4j.createFromArray(gradients(length, step)).reshape(1, length));
            loop.step(ADAM, RATE, CLIP, step);
            AdamLoop another = new AdamLoop(parted, gradient);
            another.load(state);
            another.step(ADAM, RATE, CLIP, step);
            another.store(state);
            assertThat(parted).isEqualTo(whole);
        }
    }

    /** A unit that died: its gradient is 0 ever after. */
    @Test
    void stateOfNoGradient_decays_butNotToSubnormalNumbers() {
        INDArray state = row(200, 0);
        INDArray gradient = row(100, 0).addi(1e-4);
        INDArray values = row(100, 0);
        AdamLoop loop = new AdamLoop(values, gradient);
        for (int step = 1; step <= 2_000; step++) {
            loop.step(ADAM, RATE, NEVER, step);
            loop.store(state);
            assertThat(state.toDoubleVector()).as("normal numbers or 0").matches(moments -> Arrays.stream(moments)
                    .allMatch(value -> value == 0 || Math.abs(value) >= Float.MIN_NORMAL));
            gradient.assign(0);
        }
        assertThat(columns(state, 0, 100).maxNumber().doubleValue()).isLessThan(1e-30);
        assertThat(columns(state, 100, 100).toFloatVector()).doesNotContain(0f);
    }

    private static void compare(INDArray values, INDArray gradient, INDArray state, int length) {
        INDArray expectedState = row(2 * length, 0);
        INDArray expectedValues = row(length, 0);
        GradientUpdater<?> expected = Networks.adam(ADAM, RATE).instantiate(expectedState, true);
        AdamLoop actual = new AdamLoop(values, gradient);
        actual.load(state);
        for (int step = 0; step < STEPS; step++) {
            INDArray reference = Nd4j.createFromArray(gradients(length, step)).reshape(1, length);
            gradient.assign(reference);
            INDArray before = values.dup();
            actual.step(ADAM, RATE, NEVER, step + 1L);
            actual.store(state);
            assertThat(gradient).isEqualTo(reference);
            expected.applyUpdater(reference, step, 0);
            expectedValues.subi(reference);
            // Deeplearning4j takes 1 - 0.999^t in single precision, which costs it digits in the first steps.
            assertClose(before.sub(values), reference, 1e-4);
            assertClose(state, expectedState, 1e-6);
        }
        assertClose(values, expectedValues, 5e-5);
    }

    private static float[] gradients(int length, int step) {
        RandomGenerator random = new Draws(9).of(Purpose.TRAINING_NOISE, step);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (Math.exp(random.nextGaussian()) * (random.nextBoolean() ? 1 : -1));
        }
        values[length / 2] = 0;
        return values;
    }

    private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        float[] values = actual.dup().toFloatVector();
        float[] references = expected.toFloatVector();
        // A value that nearly cancels is compared on the scale of what it was made of.
        double scale = expected.norm2Number().doubleValue() / Math.sqrt(references.length);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i])
                    .isCloseTo(references[i], within(tolerance * Math.max(Math.abs(references[i]), scale)));
        }
    }

    private static INDArray row(int length, double value) {
        return Nd4j.valueArrayOf(new long[] {1, length}, value, DataType.FLOAT);
    }

    private static INDArray columns(INDArray row, int from, int count) {
        return row.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
    }
}
