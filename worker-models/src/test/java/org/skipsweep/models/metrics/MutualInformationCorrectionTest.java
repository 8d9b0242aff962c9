package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.models.trial.result.Latents;

/** Populations of model spec H.5 and others whose mutual information is known. */
class MutualInformationCorrectionTest {
    private static final int EXAMPLES = 10_000;
    /** Numbers do not depend on it. */
    private static final int THREADS = 2;

    /** In 20 dimensions of equal variance: what is true, and about what is estimated. */
    @ParameterizedTest
    @CsvSource({"7, 6.56", "8, 7.25", "9, 7.82"})
    void twentyDimensions_withinATenthOfANat(double truth, double estimated) {
        Latents latents = SyntheticLatents.gaussianPopulation(EXAMPLES, 20, Math.exp(-truth / 10), 5);

        MutualInformationEstimate estimate = MutualInformation.estimate(latents, EXAMPLES, THREADS);

        assertThat(estimate.mutualInformation()).isCloseTo(estimated, within(0.1));
        assertThat(MutualInformationCorrection.corrected(latents, estimate, THREADS)
                        .orElseThrow())
                .isCloseTo(truth, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "4, 0.1", "8, 0.1", "20, 0.5"})
    void populationsOfTheSpecification_withinATenthOfANat(int latentDim, double variance) {
        Latents latents = SyntheticLatents.gaussianPopulation(EXAMPLES, latentDim, variance, 6);

        assertThat(corrected(latents)).isCloseTo(-latentDim / 2.0 * Math.log(variance), within(0.1));
    }

    @Test
    void unequalDimensions_someInactive_correlated() {
        double[] ratios = {30, 12, 8, 5, 3, 2, 1, 0.5, 0, 0};
        double truth = Arrays.stream(ratios).map(Math::log1p).sum() / 2;
        RandomGenerator random = new SplittableRandom(7);
        double[][] means = new double[EXAMPLES][ratios.length];
        double[][] logVariance = new double[EXAMPLES][ratios.length];
        for (int i = 0; i < EXAMPLES; i++) {
            for (int d = 0; d < ratios.length; d++) {
                means[i][d] = Math.sqrt(ratios[d]) * random.nextGaussian();
            }
            double first = means[i][0];
            double second = means[i][4];
            means[i][0] = 0.6 * first - 0.8 * second;
            means[i][4] = 0.8 * first + 0.6 * second;
        }

        assertThat(corrected(SyntheticLatents.sampled(means, logVariance, 8))).isCloseTo(truth, within(0.1));
    }

    /** Ten clusters far apart, Gaussian within: log 10 for the cluster, the rest within. */
    @Test
    void clusters_whichNoGaussianIsLike_withinATenthOfANat() {
        double within = 12 / 2.0 * Math.log1p(2);
        RandomGenerator random = new SplittableRandom(9);
        double[][] means = new double[EXAMPLES][12];
        for (int i = 0; i < EXAMPLES; i++) {
            for (int d = 0; d < 12; d++) {
                means[i][d] = Math.sqrt(2) * random.nextGaussian() + (d == i % 10 ? 40 : 0);
            }
        }
        Latents latents = SyntheticLatents.sampled(means, new double[EXAMPLES][12], 10);
        double truth = Math.log(10) + within;

        assertThat(corrected(latents)).isBetween(truth - 0.1, truth + 0.1);
    }

    @Test
    void collapsedPosteriors_keepTheirEstimate() {
        Latents latents = SyntheticLatents.gaussianPopulation(2_000, 5, 0.9999, 11);
        double estimated = SyntheticLatents.information(latents).mutualInformation();

        assertThat(corrected(latents)).isCloseTo(estimated, within(0.01));
    }

    @Test
    void saturatedEstimate_cannotBeCorrected() {
        Latents latents = SyntheticLatents.gaussianPopulation(2_000, 20, 0.1, 12);
        MutualInformationEstimate estimate = SyntheticLatents.information(latents);

        assertThat(estimate.saturated()).isTrue();
        assertThat(MutualInformationCorrection.corrected(latents, estimate, THREADS))
                .isEmpty();
    }

    private static double corrected(Latents latents) {
        MutualInformationEstimate estimate = MutualInformation.estimate(latents, latents.examples(), THREADS);
        return MutualInformationCorrection.corrected(latents, estimate, THREADS).orElseThrow();
    }
}
