package org.skipsweep.models.objective.refinement;

import java.util.List;

/**
 * How posteriors were refined: what the way back needs of the way there.
 *
 * @param steps in order
 * @param refined lambda_K
 */
public record RefinementTrace(List<Step> steps, VariationalParameters refined) {

    /**
     * One step from lambda_k to lambda_k+1.
     *
     * @param round which noise and masks it saw, from 1
     * @param from lambda_k
     * @param gradient dL/dlambda there, not clipped
     * @param meanFactor by what the clip scaled the mean's block down
     * @param logVarianceFactor by what it scaled that of the log-variance down
     * @param free for each log-variance after the step 0 if it was held at its bound, else 1; empty if none was
     */
    record Step(
            int round,
            VariationalParameters from,
            VariationalParameters gradient,
            double meanFactor,
            double logVarianceFactor,
            double[] free) {

        /** Scales the blocks down as the clip did. */
        VariationalParameters clipped(VariationalParameters blocks) {
            return blocks.scaled(meanFactor, logVarianceFactor);
        }

        /** The derivative with respect to the log-variances before they were held at their bounds. */
        VariationalParameters unbounded(VariationalParameters derivative) {
            if (free.length == 0) {
                return derivative;
            }
            double[] logVariance = derivative.logVariance().clone();
            for (int i = 0; i < logVariance.length; i++) {
                logVariance[i] *= free[i];
            }
            return new VariationalParameters(derivative.mean(), logVariance);
        }

        boolean wasClipped() {
            return meanFactor < 1 || logVarianceFactor < 1;
        }
    }
}
