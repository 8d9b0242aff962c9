package org.skipsweep.models.metrics;

import java.util.Arrays;

/** Log-densities of diagonal Gaussians and their sums, in nats (model spec C.3, C.5). */
final class LogDensity {
    static final double LOG_TWO_PI = Math.log(2 * Math.PI);
    /** A term so far below the largest adds less than one unit in the last place, for any number of terms in memory. */
    private static final double NEGLIGIBLE = 60;

    private LogDensity() {}

    /** log N(z; mean, diag exp(logVariance)). */
    static double gaussian(double[] z, double[] mean, double[] logVariance) {
        double sum = 0;
        for (int d = 0; d < z.length; d++) {
            double deviations = (z[d] - mean[d]) * Math.exp(-logVariance[d] / 2);
            sum += deviations * deviations + logVariance[d] + LOG_TWO_PI;
        }
        return -sum / 2;
    }

    /** log N(z; 0, I). */
    static double standardNormal(double[] z) {
        double sum = 0;
        for (double value : z) {
            sum += value * value + LOG_TWO_PI;
        }
        return -sum / 2;
    }

    /** log of the mean of exp(values[from .. from + count - 1]), without overflow. */
    static double logMeanExp(double[] values, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = from; j < from + count; j++) {
            if (values[j] > largest) {
                largest = values[j];
            }
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            // Negative infinity, or not a number if one of them is not.
            return Arrays.stream(values, from, from + count).sum();
        }
        double sum = 0;
        for (int j = from; j < from + count; j++) {
            double below = values[j] - largest;
            // What is not a number is not left out.
            if (!(below <= -NEGLIGIBLE)) {
                sum += Math.exp(below);
            }
        }
        return largest + Math.log(sum / count);
    }
}
