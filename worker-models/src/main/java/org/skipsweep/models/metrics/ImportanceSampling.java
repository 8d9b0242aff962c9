package org.skipsweep.models.metrics;

import java.util.Arrays;

/** The likelihood of an example from samples of an approximate posterior (model spec C.5). */
public final class ImportanceSampling {
    private ImportanceSampling() {}

    /**
     * The logarithm of an importance weight, log p(x|z) + log p(z) - log q(z|x).
     *
     * @param negativeLogLikelihood -log p(x|z), in nats
     * @param z a sample of q(z|x)
     * @param mean of q(z|x)
     * @param logVariance of q(z|x)
     */
    public static double logWeight(double negativeLogLikelihood, double[] z, double[] mean, double[] logVariance) {
        double difference = 0;
        for (int d = 0; d < z.length; d++) {
            double deviation = z[d] - mean[d];
            difference += deviation * deviation / Math.exp(logVariance[d]) + logVariance[d] - z[d] * z[d];
        }
        return -negativeLogLikelihood + difference / 2;
    }

    /**
     * log of the mean weight: an estimate of log p(x), in nats, below it in expectation.
     *
     * @param logWeights of independent samples, at least one
     */
    public static double logLikelihood(double[] logWeights) {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        double sum = 0;
        for (double logWeight : logWeights) {
            sum += Math.exp(logWeight - largest);
        }
        return largest + Math.log(sum / logWeights.length);
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
