package org.skipsweep.models.metrics;

import org.skipsweep.models.trial.result.Latents;

/**
 * Mutual information estimated within minibatches, as He et al. (2019) report it: a diagnostic (model spec C.3).
 *
 * <p>Its cap is the log of the batch size, so it says far less than {@link MutualInformation} and must never stand in one
 * column with it.
 */
public final class MinibatchMutualInformation {
    /** Examples per batch that He et al. use for images; cap log 50 = 3.912 nats. */
    public static final int BATCH_SIZE = 50;

    private MinibatchMutualInformation() {}

    /** {@link #estimate(Latents, int)} with batches of {@value #BATCH_SIZE}. */
    public static double estimate(Latents latents) {
        return estimate(latents, BATCH_SIZE);
    }

    /**
     * Mean over consecutive batches, weighted by their size, of minus the analytic entropy of q(z|x) minus the mean of
     * log q(z) with q(z) the mixture of the batch's posteriors, in nats.
     *
     * @param latents posteriors and one sample of each
     * @param batchSize examples per batch; the last batch may be smaller
     * @throws IllegalArgumentException if {@code batchSize} is not positive
     */
    public static double estimate(Latents latents, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1 but is " + batchSize);
        }
        double sum = 0;
        for (int from = 0; from < latents.examples(); from += batchSize) {
            int to = Math.min(from + batchSize, latents.examples());
            sum += sumOverBatch(latents, from, to);
        }
        return sum / latents.examples();
    }

    private static double sumOverBatch(Latents latents, int from, int to) {
        double[] logDensities = new double[to - from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int j = from; j < to; j++) {
                logDensities[j - from] =
                        LogDensity.gaussian(latents.z()[i], latents.posteriorMean()[j], latents.logVariance()[j]);
            }
            sum += negativeEntropy(latents.logVariance()[i]) - LogDensity.logMeanExp(logDensities, 0, to - from);
        }
        return sum;
    }

    private static double negativeEntropy(double[] logVariance) {
        double sum = 0;
        for (double value : logVariance) {
            sum += LogDensity.LOG_TWO_PI + 1 + value;
        }
        return -sum / 2;
    }
}
