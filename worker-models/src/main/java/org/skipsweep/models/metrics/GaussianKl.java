package org.skipsweep.models.metrics;

/**
 * Analytic Kullback-Leibler divergences of diagonal Gaussians, in nats (model spec C.2).
 *
 * <p>No result is negative, also where the two distributions nearly agree.
 */
public final class GaussianKl {
    private static final double SERIES_BELOW = 1e-2;

    private GaussianKl() {}

    /**
     * KL(N(mean, diag exp(logVariance)) || N(0, I)).
     *
     * @param mean [D]
     * @param logVariance [D]
     */
    public static double toStandardNormal(double[] mean, double[] logVariance) {
        double twice = 0;
        for (int d = 0; d < mean.length; d++) {
            twice += twiceToStandardNormal(mean[d], logVariance[d]);
        }
        return twice / 2;
    }

    private static double twiceToStandardNormal(double mean, double logVariance) {
        return expMinusTangent(logVariance) + mean * mean;
    }

    /**
     * The share of every dimension in {@link #meanToStandardNormal}, [D].
     *
     * @param mean [N][D]
     * @param logVariance [N][D]
     */
    public static double[] meanPerDimension(double[][] mean, double[][] logVariance) {
        double[] shares = new double[mean[0].length];
        for (int d = 0; d < shares.length; d++) {
            double twice = 0;
            for (int i = 0; i < mean.length; i++) {
                twice += twiceToStandardNormal(mean[i][d], logVariance[i][d]);
            }
            shares[d] = twice / 2 / mean.length;
        }
        return shares;
    }

    /**
     * Mean over the examples of {@link #toStandardNormal}: the KL of the paper's tables.
     *
     * @param mean [N][D]
     * @param logVariance [N][D]
     */
    public static double meanToStandardNormal(double[][] mean, double[][] logVariance) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += toStandardNormal(mean[i], logVariance[i]);
        }
        return sum / mean.length;
    }

    /** exp(x) - 1 - x without cancellation; the series is exact to double precision below the switch. */
    private static double expMinusTangent(double x) {
        if (Math.abs(x) >= SERIES_BELOW) {
            return Math.expm1(x) - x;
        }
        return x * x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6 * (1 + x / 7 * (1 + x / 8))))));
    }
}
