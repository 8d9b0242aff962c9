package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Shuffle;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * What posteriors say about collapse, quick enough for every epoch of a training: active units, and the mutual information with
 * samples of some examples, taken at random. Each sample is held against the mixture of all N posteriors, so that the cap is log N.
 * The estimate is the all-Monte-Carlo one, which has less noise where samples are few and never exceeds the cap: with two hundred
 * samples about a tenth of a nat, and none at the cap.
 */
public final class CollapseGlance {
    /** Pairs of a sample and a posterior, at most. */
    private static final int PAIRS = 2_000_000;

    private CollapseGlance() {}

    /**
     * {@link Metric#MUTUAL_INFORMATION_MONTE_CARLO}, {@link Metric#MUTUAL_INFORMATION_CAP} and {@link Metric#ACTIVE_UNITS}.
     *
     * @param posteriorMean [N][D]
     * @param logVariance [N][D]
     * @param random decides which examples are sampled, and the samples
     */
    public static Measurements of(double[][] posteriorMean, double[][] logVariance, RandomGenerator random) {
        int[] order = Shuffle.of(posteriorMean.length, random);
        int samples = samples(order.length);
        MutualInformationEstimate information = MutualInformation.estimate(
                sampled(rows(posteriorMean, order), rows(logVariance, order), samples, random), samples, 1);
        return Measurements.of(Metric.MUTUAL_INFORMATION_MONTE_CARLO, information.mutualInformationMonteCarlo())
                .with(Metric.MUTUAL_INFORMATION_CAP, information.cap())
                .with(Metric.ACTIVE_UNITS, ActiveUnits.count(posteriorMean, ActiveUnits.THRESHOLD));
    }

    /** How many of N examples are sampled. */
    static int samples(int examples) {
        return Math.max(1, Math.min(examples, PAIRS / examples));
    }

    private static double[][] rows(double[][] values, int[] order) {
        return Arrays.stream(order).mapToObj(i -> values[i]).toArray(double[][]::new);
    }

    /** The first examples sampled; the others, whose samples nobody asks for, have their means in that place. */
    private static Latents sampled(double[][] mean, double[][] logVariance, int samples, RandomGenerator random) {
        double[][] z = mean.clone();
        for (int i = 0; i < samples; i++) {
            z[i] = Latents.sample(random, mean[i], logVariance[i]);
        }
        return new Latents(mean, logVariance, z, Optional.empty());
    }
}
