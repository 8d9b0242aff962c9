package org.skipsweep.models.metrics;

/** The likelihood of an example from samples of an approximate posterior (model spec C.5). */
public final class ImportanceSampling {
    private ImportanceSampling() {}

    /**
     * The logarithm of an importance weight, log p(x|z) + log p(z) - log q(z|x), in nats.
     *
     * @param negativeLogLikelihood -log p(x|z), in nats
     * @param z a sample of q(z|x)
     * @param mean of q(z|x)
     * @param logVariance of q(z|x)
     */
    public static double logWeight(double negativeLogLikelihood, double[] z, double[] mean, double[] logVariance) {
        return -negativeLogLikelihood + LogDensity.standardNormal(z) - LogDensity.gaussian(z, mean, logVariance);
    }

    /**
     * log of the mean weight: an estimate of log p(x), in nats, below it in expectation; negative infinity if all weights are 0.
     *
     * @param logWeights of independent samples, at least one
     */
    public static double logLikelihood(double[] logWeights) {
        return LogDensity.logMeanExp(logWeights, 0, logWeights.length);
    }

    /**
     * Perplexity of a corpus: a ratio of sums, never a mean over sentences.
     *
     * @param negativeLogLikelihood of the whole corpus, in nats
     * @param predictedTokens all words and the ends of sentences
     */
    public static double perplexity(double negativeLogLikelihood, long predictedTokens) {
        return Math.exp(negativeLogLikelihood / predictedTokens);
    }
}
