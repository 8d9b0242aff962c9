package org.skipsweep.models.objective.refinement;

import java.util.function.DoubleBinaryOperator;

/**
 * The parameters lambda of Gaussian posteriors of a minibatch, or a derivative with respect to them: two blocks, example by
 * example.
 *
 * @param mean means, [B * D]
 * @param logVariance log-variances, [B * D]
 */
public record VariationalParameters(double[] mean, double[] logVariance) {

    /** Zeros, of the size of these. */
    public VariationalParameters zeros() {
        return new VariationalParameters(new double[mean.length], new double[logVariance.length]);
    }

    /** These plus {@code factor} times others. */
    public VariationalParameters plus(double factor, VariationalParameters others) {
        return with(others, (own, other) -> own + factor * other);
    }

    /** These with each block multiplied by a number of its own. */
    public VariationalParameters scaled(double meanFactor, double logVarianceFactor) {
        return new VariationalParameters(scaled(mean, meanFactor), scaled(logVariance, logVarianceFactor));
    }

    /** These combined with others, number by number. */
    VariationalParameters with(VariationalParameters others, DoubleBinaryOperator operator) {
        return new VariationalParameters(
                combined(mean, others.mean, operator), combined(logVariance, others.logVariance, operator));
    }

    /** The square of the 2-norm over both blocks. */
    public double squaredNorm() {
        return squaredNorm(mean) + squaredNorm(logVariance);
    }

    static double squaredNorm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double[] scaled(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double[] combined(double[] own, double[] others, DoubleBinaryOperator operator) {
        double[] combined = new double[own.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = operator.applyAsDouble(own[i], others[i]);
        }
        return combined;
    }
}
