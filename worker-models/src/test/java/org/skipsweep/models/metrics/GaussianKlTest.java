package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianKlTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 0.5", "0, -2, 0.5676676416", "0, 2, 2.1945280495", "2, -4, 3.5091578194"})
    void toStandardNormal_oneDimension_closedForm(double mean, double logVariance, double expected) {
        assertThat(GaussianKl.toStandardNormal(new double[] {mean}, new double[] {logVariance}))
                .isCloseTo(expected, within(5e-11));
    }

    @Test
    void toStandardNormal_twoDimensions_sumOfBoth() {
        assertThat(GaussianKl.toStandardNormal(new double[] {0.5, -1}, new double[] {-1, 0.5}))
                .isCloseTo(0.8833003559, within(5e-11));
    }

    @Test
    void toStandardNormal_nearlyPrior_keepsItsDigits() {
        assertThat(GaussianKl.toStandardNormal(new double[] {1e-4}, new double[] {-1e-4}))
                .isCloseTo(7.499917e-9, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-16, -1e-16, 1e-9, -1e-9, 1e-5, -1e-5, 9.9e-3, -9.9e-3, 1.01e-2, -1.01e-2})
    void toStandardNormal_smallLogVariance_neverNegative(double logVariance) {
        double kl = GaussianKl.toStandardNormal(new double[] {0}, new double[] {logVariance});

        assertThat(kl).isPositive().isCloseTo(logVariance * logVariance / 4, within(Math.pow(logVariance, 2) / 100));
    }

    @Test
    void meanToStandardNormal_examples_theirMean() {
        assertThat(GaussianKl.meanToStandardNormal(new double[][] {{1}, {0}}, new double[][] {{0}, {0}}))
                .isEqualTo(0.25);
    }
}
