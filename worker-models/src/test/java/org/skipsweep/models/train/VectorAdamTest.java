package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.nd4j.linalg.learning.config.Adam;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class VectorAdamTest {
    private static final double RATE = 2e-3;
    private static final int STEPS = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2047, 2048, 2049, 5000})
    void stepsAndState_areThoseOfAdam(int length) {
        compare(row(length, 0), row(2 * length, 0), length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3000})
    void viewsAtAnOffset_areReadAndWrittenInPlace(int length) {
        INDArray gradients = row(length + 24, 7);
        INDArray states = row(2 * length + 24, 7);
        compare(columns(gradients, 17, length), columns(states, 11, 2 * length), length);
        assertThat(columns(gradients, 0, 17).toFloatVector()).containsOnly(7f);
        assertThat(columns(gradients, 17 + length, 7).toFloatVector()).containsOnly(7f);
        assertThat(columns(states, 0, 11).toFloatVector()).containsOnly(7f);
        assertThat(columns(states, 11 + 2 * length, 13).toFloatVector()).containsOnly(7f);
    }

    @Test
    void doublePrecision_isLeftToDeeplearning4j() {
        INDArray gradient = Nd4j.createFromArray(new double[][] {{0.5, -2}});
        GradientUpdater<?> updater = new VectorAdam(RATE).instantiate(Nd4j.zeros(DataType.DOUBLE, 1, 4), true);
        updater.applyUpdater(gradient, 0, 0);
        assertThat(gradient.toDoubleVector()[0]).isCloseTo(RATE, within(1e-8));
        assertThat(gradient.toDoubleVector()[1]).isCloseTo(-RATE, within(1e-8));
    }

    /** A unit that died: its gradient is 0 ever after. */
    @Test
    void stateOfNoGradient_decays_butNotToSubnormalNumbers() {
        INDArray state = row(200, 0);
        GradientUpdater<?> updater = new VectorAdam(RATE).instantiate(state, true);
        INDArray gradient = row(100, 0).addi(1e-4);
        for (int step = 0; step < 2_000; step++) {
            updater.applyUpdater(gradient, step, 0);
            assertThat(state.toDoubleVector()).as("normal numbers or 0").matches(values -> Arrays.stream(values)
                    .allMatch(value -> value == 0 || Math.abs(value) >= Float.MIN_NORMAL));
            assertThat(gradient.toDoubleVector()).as("normal numbers or 0").matches(values -> Arrays.stream(values)
                    .allMatch(value -> value == 0 || Math.abs(value) >= Float.MIN_NORMAL));
            gradient.assign(0);
        }
        assertThat(columns(state, 0, 100).maxNumber().doubleValue()).isLessThan(1e-30);
        assertThat(columns(state, 100, 100).toFloatVector()).doesNotContain(0f);
    }

    @Test
    void copy_isEqual() {
        assertThat(new VectorAdam(RATE).clone())
                .isExactlyInstanceOf(VectorAdam.class)
                .isEqualTo(new VectorAdam(RATE));
        assertThat(new VectorAdam(RATE)).isNotEqualTo(new VectorAdam(2 * RATE));
    }

    private static void compare(INDArray gradient, INDArray state, int length) {
        INDArray expectedState = row(2 * length, 0);
        GradientUpdater<?> expected = new Adam(RATE, 0.9, 0.999, 1e-8).instantiate(expectedState, true);
        GradientUpdater<?> actual = new VectorAdam(RATE).instantiate(state, true);
        for (int step = 0; step < STEPS; step++) {
            float[] values = gradients(length, step);
            INDArray reference = Nd4j.createFromArray(values).reshape(1, length);
            gradient.assign(reference);
            expected.applyUpdater(reference, step, 0);
            actual.applyUpdater(gradient, step, 0);
            // Deeplearning4j takes 1 - 0.999^t in single precision, which costs it digits in the first steps.
            assertClose(gradient, reference, 5e-5);
            assertClose(state, expectedState, 1e-6);
        }
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
