package org.skipsweep.models.metrics;

/**
 * Latent dimensions that carry information about the example: those whose posterior mean varies over the evaluation set
 * (paper section 4; model spec C.4).
 */
public final class ActiveUnits {
    /** The paper's threshold on the variance of a posterior mean. */
    public static final double THRESHOLD = 0.01;
    /** The threshold of the authors' code, reported beside the paper's. */
    public static final double THRESHOLD_002 = 0.02;

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
     * Unbiased variance (division by N - 1) of every dimension's posterior mean, [D]; all 0 for a single example.
     *
     * @param posteriorMean [N][D]
     */
    public static double[] variances(double[][] posteriorMean) {
        int examples = posteriorMean.length;
        double[] means = means(posteriorMean);
        double[] variances = new double[means.length];
        for (int d = 0; d < variances.length; d++) {
            double squares = 0;
            for (double[] mean : posteriorMean) {
                double distance = mean[d] - means[d];
                squares += distance * distance;
            }
            variances[d] = squares / Math.max(1, examples - 1);
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
