package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.models.trial.result.Latents;

class MutualInformationTest {
    @Test
    void estimate_allPosteriorsThePrior_zero() {
        double[][] zero = new double[700][3];

        MutualInformationEstimate estimate = SyntheticLatents.information(SyntheticLatents.sampled(zero, zero, 1));

        assertThat(estimate.kl()).isZero();
        assertThat(estimate.mutualInformation()).isCloseTo(0, within(1e-12));
        assertThat(estimate.mutualInformationMonteCarlo()).isCloseTo(0, within(1e-12));
        assertThat(estimate.saturated()).isFalse();
    }

    @Test
    void estimate_allPosteriorsEqualButNotThePrior_monteCarloZero() {
        Latents latents = SyntheticLatents.sampled(
                SyntheticLatents.constant(600, 2, 1.5), SyntheticLatents.constant(600, 2, -1), 2);

        assertThat(SyntheticLatents.information(latents).mutualInformationMonteCarlo())
                .isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 499, 500, 501, 1203})
    void estimate_disjointSupport_logN(int examples) {
        double[][] means = new double[examples][1];
        for (int i = 0; i < examples; i++) {
            means[i][0] = 1000.0 * i;
        }

        MutualInformationEstimate estimate =
                SyntheticLatents.information(SyntheticLatents.sampled(means, new double[examples][1], 3));

        assertThat(estimate.mutualInformationMonteCarlo()).isCloseTo(Math.log(examples), within(1e-12));
        assertThat(estimate.cap()).isEqualTo(Math.log(examples));
        assertThat(estimate.saturated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.03031130", "0.5, 0.11142148", "1, 0.33683082", "2, 0.63272019", "4, 0.69305365"})
    void estimate_twoComponents_trueValueWithinSamplingError(double distance, double expected) {
        int examples = 4000;
        double samplingError = 0.5 / Math.sqrt(examples);

        MutualInformationEstimate estimate = SyntheticLatents.information(twoComponents(examples, distance));

        assertThat(estimate.mutualInformationMonteCarlo()).isCloseTo(expected, within(4 * samplingError));
        assertThat(estimate.kl()).isCloseTo(distance * distance / 2, within(1e-12));
    }

    @Test
    void estimate_twoComponentsAtOne_aggregateKl() {
        MutualInformationEstimate estimate = SyntheticLatents.information(twoComponents(4000, 1));

        assertThat(estimate.aggregateKl()).isCloseTo(0.16316918, within(4 * 0.5 / Math.sqrt(4000)));
        assertThat(estimate.mutualInformation()).isEqualTo(estimate.kl() - estimate.aggregateKl());
    }

    @ParameterizedTest(name = "N={0} D={1} variance={2}")
    @CsvSource({
        "50, 4, 0.1, 3.369, 0.17, 3.372, 0.14",
        "50, 20, 0.1, 3.877, 0.44, 3.912, 0.0005",
        "1000, 2, 0.1, 2.290, 0.026, 2.292, 0.045",
        "1000, 8, 0.1, 6.640, 0.061, 6.633, 0.032",
        "1000, 20, 0.5, 5.718, 0.049, 5.723, 0.056",
        "10000, 1, 0.1, 1.149, 0.004, 1.149, 0.009",
        "10000, 4, 0.1, 4.574, 0.006, 4.566, 0.012",
        "10000, 8, 0.1, 8.115, 0.009, 8.127, 0.017",
        "10000, 20, 0.1, 9.220, 0.044, 9.210, 0.0005",
        "10000, 20, 0.5, 6.492, 0.036, 6.501, 0.023"
    })
    void estimate_gaussianPopulation_meanOfManyRunsWithinFourDeviations(
            int examples, int latentDim, double variance, double code, double codeSd, double mc, double mcSd) {
        MutualInformationEstimate estimate =
                SyntheticLatents.information(SyntheticLatents.gaussianPopulation(examples, latentDim, variance, 20));

        assertThat(estimate.mutualInformation()).isCloseTo(code, within(4 * codeSd));
        assertThat(estimate.mutualInformationMonteCarlo()).isCloseTo(mc, within(4 * mcSd));
        assertThat(estimate.saturated()).isEqualTo(latentDim == 20 && variance == 0.1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void estimate_anyLatents_monteCarloBetweenBounds(long seed) {
        MutualInformationEstimate estimate = SyntheticLatents.information(SyntheticLatents.irregular(300, 12, seed));

        assertThat(estimate.mutualInformationMonteCarlo()).isLessThanOrEqualTo(estimate.cap());
    }

    @ParameterizedTest
    @CsvSource({"300, 20", "777, 3"})
    void estimate_irregularPosteriors_equalsDirectSum(int examples, int latentDim) {
        assertEqualsDirectSum(SyntheticLatents.irregular(examples, latentDim, 6));
    }

    @Test
    void estimate_someVeryNarrowPosteriorsFarFromTheOrigin_equalsDirectSum() {
        Latents regular = SyntheticLatents.irregular(300, 4, 7);
        for (int i = 0; i < 300; i++) {
            regular.posteriorMean()[i][0] += 100;
            if (i % 3 == 0) {
                regular.logVariance()[i][1] = -25;
            }
        }
        regular.logVariance()[0][1] = -800;

        assertEqualsDirectSum(SyntheticLatents.sampled(regular.posteriorMean(), regular.logVariance(), 8));
    }

    @Test
    void estimate_examplesInAnotherOrder_sameValues() {
        Latents latents = SyntheticLatents.irregular(640, 5, 9);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < latents.examples(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(10));
        Latents shuffled = new Latents(
                reordered(latents.posteriorMean(), order),
                reordered(latents.logVariance(), order),
                reordered(latents.z(), order),
                Optional.empty());

        MutualInformationEstimate expected = SyntheticLatents.information(latents);
        MutualInformationEstimate estimate = SyntheticLatents.information(shuffled);

        assertThat(estimate.mutualInformation()).isCloseTo(expected.mutualInformation(), within(1e-10));
        assertThat(estimate.mutualInformationMonteCarlo())
                .isCloseTo(expected.mutualInformationMonteCarlo(), within(1e-10));
    }

    private static void assertEqualsDirectSum(Latents latents) {
        double aggregateKl = 0;
        double monteCarlo = 0;
        int examples = latents.examples();
        for (int i = 0; i < examples; i++) {
            double[] terms = new double[examples];
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < examples; j++) {
                terms[j] = logNormal(latents.z()[i], latents.posteriorMean()[j], latents.logVariance()[j]);
                largest = Math.max(largest, terms[j]);
            }
            double sum = 0;
            for (double term : terms) {
                sum += Math.exp(term - largest);
            }
            double logMixture = largest + Math.log(sum) - Math.log(examples);
            double[] zero = new double[latents.latentDim()];
            aggregateKl += (logMixture - logNormal(latents.z()[i], zero, zero)) / examples;
            monteCarlo += (terms[i] - logMixture) / examples;
        }

        MutualInformationEstimate estimate = SyntheticLatents.information(latents);

        assertThat(estimate.aggregateKl()).isCloseTo(aggregateKl, within(1e-9 * Math.max(1, Math.abs(aggregateKl))));
        assertThat(estimate.mutualInformationMonteCarlo()).isCloseTo(monteCarlo, within(1e-9));
    }

    private static double logNormal(double[] z, double[] mean, double[] logVariance) {
        double sum = 0;
        for (int d = 0; d < z.length; d++) {
            double standardDeviation = Math.exp(logVariance[d] / 2);
            sum -= Math.pow((z[d] - mean[d]) / standardDeviation, 2) / 2
                    + Math.log(standardDeviation)
                    + Math.log(2 * Math.PI) / 2;
        }
        return sum;
    }

    private static Latents twoComponents(int examples, double distance) {
        double[][] means = new double[examples][1];
        for (int i = 0; i < examples; i++) {
            means[i][0] = i % 2 == 0 ? distance : -distance;
        }
        return SyntheticLatents.sampled(means, new double[examples][1], 5);
    }

    private static double[][] reordered(double[][] rows, List<Integer> order) {
        return order.stream().map(i -> rows[i]).toArray(double[][]::new);
    }
}
