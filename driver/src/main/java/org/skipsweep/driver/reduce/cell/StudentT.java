package org.skipsweep.driver.reduce.cell;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/** Confidence intervals of a mean over seeds. */
final class StudentT {
    private static final double UPPER_TAIL = 0.975;

    /** By number of values; finding one takes longer than anything else about a cell. */
    private static final double[] QUANTILES =
            IntStream.rangeClosed(0, 32).mapToDouble(StudentT::compute).toArray();

    private StudentT() {}

    /**
     * Half-width of the 95 % confidence interval of a mean.
     *
     * @param standardDeviation unbiased sample standard deviation
     * @param count number of values, at least two
     */
    static double halfWidth95(double standardDeviation, int count) {
        return quantile(count) * standardDeviation / Math.sqrt(count);
    }

    private static double quantile(int count) {
        return count < QUANTILES.length ? QUANTILES[count] : compute(count);
    }

    private static double compute(int count) {
        return count < 2 ? Double.NaN : new TDistribution(count - 1.0).inverseCumulativeProbability(UPPER_TAIL);
    }
}
