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
    void between_twoGaussians_closedFormBothWays() {
        double[] mean1 = {1};
        double[] logVariance1 = {-1};
        double[] mean2 = {0.5};
        double[] logVariance2 = {0.3};

        assertThat(GaussianKl.between(mean1, logVariance1, mean2, logVariance2)).isCloseTo(0.3788681742, within(1e-10));
        assertThat(GaussianKl.between(mean2, logVariance2, mean1, logVariance1)).isCloseTo(1.0244335624, within(1e-10));
    }

    @Test
    void between_standardNormalSecond_isToStandardNormal() {
        double[] mean = {0.3, -2};
        double[] logVariance = {-3, 0.7};

        assertThat(GaussianKl.between(mean, logVariance, new double[2], new double[2]))
                .isCloseTo(GaussianKl.toStandardNormal(mean, logVariance), within(1e-14));
    }

    @Test
    void meanToStandardNormal_examples_theirMean() {
        assertThat(GaussianKl.meanToStandardNormal(new double[][] {{1}, {0}}, new double[][] {{0}, {0}}))
                .isEqualTo(0.25);
    }
}
