package org.skipsweep.driver.reduce;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Confidence intervals of a mean over seeds. */
final class StudentT {
    private static final double UPPER_TAIL = 0.975;
    private static final UserDefinedFunction HALF_WIDTH =
            functions.udf((UDF2<Double, Long, Double>) StudentT::halfWidth95, DataTypes.DoubleType);

    private StudentT() {}

    /**
     * Half-width of the 95 % confidence interval of a mean.
     *
     * @param standardDeviation unbiased sample standard deviation, or null
     * @param count number of values
     * @return null for fewer than two values: one value has no interval
     */
    static Double halfWidth95(Double standardDeviation, Long count) {
        if (standardDeviation == null || count == null || count < 2) {
            return null;
        }
        double quantile = new TDistribution(count - 1.0).inverseCumulativeProbability(UPPER_TAIL);
        return quantile * standardDeviation / Math.sqrt(count);
    }

    /** The aggregate of {@code values} that {@link #halfWidth95} describes. */
    static Column halfWidth95(Column values) {
        return HALF_WIDTH.apply(functions.stddev_samp(values), functions.count(values));
    }
}
