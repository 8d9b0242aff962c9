package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * Latent dimensions that carry information about the example: those whose posterior mean varies over the evaluation set
 * (paper section 4; model spec C.4).
 */
public final class ActiveUnits {
    /** The paper's threshold on the variance of a posterior mean. */
    public static final double THRESHOLD = 0.01;
    /** The threshold of the authors' code, reported beside the paper's. */
    public static final double THRESHOLD_002 = 0.02;

    private static final int RESAMPLES = 200;
    private static final int TAIL = 5;

    /** Equal posteriors have equal intervals, whoever asks. */
    private static final Draws DRAWS = new Draws(1);

    private ActiveUnits() {}

    /**
     * Number of dimensions whose posterior mean has a variance of at least {@code threshold}.
     *
     * @param posteriorMean [N][D]
     * @param threshold smallest variance that counts as active, inclusive
     */
    public static int count(double[][] posteriorMean, double threshold) {
        int active = 0;
        for (double variance : variances(posteriorMean)) {
            if (variance >= threshold) {
                active++;
            }
        }
        return active;
    }

    /**
     * The 95 % interval of {@link #count} under a bootstrap over examples: what resampled sets of N examples count, without the
     * {@value #TAIL} smallest and largest of {@value #RESAMPLES} counts. Wide where units are near the threshold.
     *
     * @param posteriorMean [N][D]
     * @param threshold smallest variance that counts as active, inclusive
     */
    public static Interval interval(double[][] posteriorMean, double threshold) {
        int examples = posteriorMean.length;
        double[][] resampled = new double[examples][];
        int[] counts = new int[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            RandomGenerator random = DRAWS.of(Purpose.RESAMPLED_EXAMPLES, i);
            Arrays.setAll(resampled, j -> posteriorMean[random.nextInt(examples)]);
            counts[i] = count(resampled, threshold);
        }
        Arrays.sort(counts);
        return new Interval(counts[TAIL], counts[RESAMPLES - 1 - TAIL]);
    }

    /**
     * Numbers of active units.
     *
     * @param lower at least so many
     * @param upper at most so many
     */
    public record Interval(int lower, int upper) {}

    /**
     * Unbiased variance (division by N - 1) of every dimension's posterior mean, [D]; all 0 for a single example.
     *
     * @param posteriorMean [N][D]
     */
    public static double[] variances(double[][] posteriorMean) {
        int examples = posteriorMean.length;
        double[] means = means(posteriorMean);
        double[] variances = new double[means.length];
        for (double[] mean : posteriorMean) {
            for (int d = 0; d < variances.length; d++) {
                double distance = mean[d] - means[d];
                variances[d] += distance * distance;
            }
        }
        for (int d = 0; d < variances.length; d++) {
            variances[d] /= Math.max(1, examples - 1);
        }
        return variances;
    }

    /** Mean over the examples of every dimension, [D]. */
    static double[] means(double[][] values) {
        double[] means = new double[values[0].length];
        for (double[] value : values) {
            for (int d = 0; d < means.length; d++) {
                means[d] += value[d];
            }
        }
        for (int d = 0; d < means.length; d++) {
            means[d] /= values.length;
        }
        return means;
    }
}
