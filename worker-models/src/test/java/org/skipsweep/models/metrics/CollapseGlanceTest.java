package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

class CollapseGlanceTest {
    private static Measurements glance(Latents latents, int epoch) {
        return CollapseGlance.of(
                latents.posteriorMean(), latents.logVariance(), new Draws(1).of(Purpose.EPOCH_INFORMATION, epoch));
    }

    @Test
    void collapsed_nothing() {
        double[][] zero = new double[700][3];

        Measurements glance = glance(SyntheticLatents.sampled(zero, zero, 1), 1);

        assertThat(glance.get(Metric.MUTUAL_INFORMATION_MONTE_CARLO)).isCloseTo(0, within(1e-12));
        assertThat(glance.get(Metric.ACTIVE_UNITS)).isZero();
        assertThat(glance.get(Metric.MUTUAL_INFORMATION_CAP)).isEqualTo(Math.log(700));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void someSamples_agreeWithAll(int epoch) {
        Latents latents = SyntheticLatents.gaussianPopulation(5000, 8, 0.3, 4);
        assertThat(CollapseGlance.samples(5000)).isEqualTo(400);

        Measurements glance = glance(latents, epoch);

        assertThat(glance.get(Metric.MUTUAL_INFORMATION_MONTE_CARLO))
                .isCloseTo(SyntheticLatents.information(latents).mutualInformationMonteCarlo(), within(0.3));
        assertThat(glance.get(Metric.MUTUAL_INFORMATION_CAP)).isEqualTo(Math.log(5000));
        assertThat(glance.get(Metric.ACTIVE_UNITS)).isEqualTo(8);
    }

    @Test
    void disjointPosteriors_reachTheCapOfAllExamples() {
        double[][] means = new double[4000][1];
        for (int i = 0; i < means.length; i++) {
            means[i][0] = 1000.0 * i;
        }
        MutualInformationEstimate some =
                MutualInformation.estimate(SyntheticLatents.sampled(means, new double[4000][1], 3), 50, 1);

        assertThat(some.mutualInformationMonteCarlo()).isCloseTo(Math.log(4000), within(1e-12));
        assertThat(some.cap()).isEqualTo(Math.log(4000));
    }

    @Test
    void equalDraws_equalNumbers() {
        Latents latents = SyntheticLatents.irregular(900, 4, 5);

        assertThat(glance(latents, 1)).isEqualTo(glance(latents, 1)).isNotEqualTo(glance(latents, 2));
    }
}
