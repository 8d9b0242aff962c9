package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

class LatentMetricsTest {
    @Test
    void of_latents_everyEstimatorOnce() {
        Latents latents = SyntheticLatents.gaussianPopulation(600, 3, 0.2, 4);
        MutualInformationEstimate information = SyntheticLatents.information(latents);

        assertThat(LatentMetrics.of(latents))
                .isEqualTo(new LatentMetrics(
                        600,
                        3,
                        new Measurements(Map.ofEntries(
                                Map.entry(Metric.KL, information.kl()),
                                Map.entry(Metric.MUTUAL_INFORMATION, information.mutualInformation()),
                                Map.entry(
                                        Metric.MUTUAL_INFORMATION_MONTE_CARLO,
                                        information.mutualInformationMonteCarlo()),
                                Map.entry(Metric.MUTUAL_INFORMATION_CAP, Math.log(600)),
                                Map.entry(
                                        Metric.MUTUAL_INFORMATION_MINIBATCH,
                                        MinibatchMutualInformation.estimate(latents, 50)),
                                Map.entry(Metric.AGGREGATE_KL, information.aggregateKl()),
                                Map.entry(Metric.ACTIVE_UNITS, 3.0),
                                Map.entry(Metric.ACTIVE_UNITS_002, 3.0),
                                Map.entry(
                                        Metric.MUTUAL_INFORMATION_CORRECTED,
                                        MutualInformationCorrection.corrected(latents, information, 1)
                                                .orElseThrow()),
                                Map.entry(Metric.ACTIVE_UNITS_LOWER, 3.0),
                                Map.entry(Metric.ACTIVE_UNITS_UPPER, 3.0))),
                        false));
    }

    @Test
    void of_severalThreads_theNumbersOfOne() {
        Latents latents = SyntheticLatents.gaussianPopulation(1300, 3, 0.2, 4);

        assertThat(LatentMetrics.of(latents, 3)).isEqualTo(LatentMetrics.of(latents));
        assertThat(LatentMetrics.of(latents, 50)).isEqualTo(LatentMetrics.of(latents));
    }

    @Test
    void of_tenThousandByTwenty_agreesWithPlainFormulas() {
        Latents latents = SyntheticLatents.irregular(10_000, 20, 11);
        double kl = 0;
        int active = 0;
        for (int d = 0; d < 20; d++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 10_000; i++) {
                double mean = latents.posteriorMean()[i][d];
                double logVariance = latents.logVariance()[i][d];
                kl += 0.5 * (mean * mean + Math.exp(logVariance) - logVariance - 1) / 10_000;
                sum += mean;
                squares += mean * mean;
            }
            active += (squares - sum * sum / 10_000) / 9_999 >= 0.01 ? 1 : 0;
        }

        LatentMetrics metrics = LatentMetrics.of(latents);

        assertThat(metrics.values().get(Metric.KL)).isCloseTo(kl, within(1e-10));
        assertThat(metrics.values().get(Metric.ACTIVE_UNITS)).isEqualTo(active);
        assertThat(metrics.values().get(Metric.MUTUAL_INFORMATION_MONTE_CARLO))
                .isCloseTo(informationOfEveryTenth(latents), within(0.02));
    }

    private static double informationOfEveryTenth(Latents latents) {
        double sum = 0;
        for (int i = 0; i < 10_000; i += 10) {
            double ratio = 0;
            for (int j = 0; j < 10_000; j++) {
                double exponent = 0;
                for (int d = 0; d < 20; d++) {
                    double own = latents.z()[i][d] - latents.posteriorMean()[i][d];
                    double other = latents.z()[i][d] - latents.posteriorMean()[j][d];
                    exponent += other * other / Math.exp(latents.logVariance()[j][d])
                            - own * own / Math.exp(latents.logVariance()[i][d])
                            + latents.logVariance()[j][d]
                            - latents.logVariance()[i][d];
                }
                ratio += Math.exp(-exponent / 2);
            }
            sum -= Math.log(ratio / 10_000);
        }
        return sum / 1000;
    }
}
