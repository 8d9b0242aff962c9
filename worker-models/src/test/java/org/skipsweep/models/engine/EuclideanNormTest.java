package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EuclideanNormTest {
    /** Fewer than the lanes, all of them, and a last round that is not full. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2047, 2048, 2049, 1_700_003})
    void norm_ofEqualNumbers_isTheRootOfTheirNumber(int count) {
        float[] numbers = new float[count];
        Arrays.fill(numbers, 0.1f);
        double square = (double) 0.1f * 0.1f;

        assertThat(new EuclideanNorm().of(FloatBuffer.wrap(numbers)))
                .isCloseTo(Math.sqrt(count * square), within(1e-5 * Math.sqrt(count * square) + 1e-12));
    }

    @Test
    void norm_ofTheSameAgain_isTheSame() {
        EuclideanNorm norm = new EuclideanNorm();
        FloatBuffer numbers = FloatBuffer.wrap(new float[] {3, -4});

        assertThat(norm.of(numbers)).isEqualTo(5).isEqualTo(norm.of(numbers));
    }

    @Test
    void norm_whoseSquaresOverflow_isInfinite() {
        assertThat(new EuclideanNorm().of(FloatBuffer.wrap(new float[] {1e30f})))
                .isInfinite();
    }
}
