package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skipsweep.models.trial.result.Latents;

/**
 * Mutual information between examples and latents over a whole evaluation set (Hoffman and Johnson 2016; paper section 4;
 * model spec C.3).
 *
 * <p>I = E_x KL(q(z|x) || p(z)) - KL(q(z) || p(z)), with q(z) the mixture of all N posteriors, each example's own one
 * included, and one sample per example. Biased downwards near the cap log N.
 */
public final class MutualInformation {
    private MutualInformation() {}

    /**
     * Estimates the mutual information of {@code latents} from the samples of the first S examples, in nats, each held against the
     * mixture of all N posteriors: the cap is log N, the noise that of S samples. The work is S * N * D; the memory beyond the latents
     * is linear in N.
     *
     * @param samples S, from 1 to N; the examples are in no order that says anything of them
     * @param threads how many share the work; the numbers do not depend on it
     */
    public static MutualInformationEstimate estimate(Latents latents, int samples, int threads) {
        try (PosteriorDensities densities = new PosteriorDensities(latents)) {
            double[] logOwn = IntStream.range(0, samples)
                    .mapToDouble(i -> densities.logDensity(i, i))
                    .toArray();
            return combine(latents, logOwn, densities.logMixture(samples, threads));
        }
    }

    private static MutualInformationEstimate combine(Latents latents, double[] logOwn, double[] logMixture) {
        int samples = logOwn.length;
        double aggregateKl = 0;
        double monteCarlo = 0;
        for (int i = 0; i < samples; i++) {
            aggregateKl += logMixture[i] - LogDensity.standardNormal(latents.z()[i]);
            monteCarlo += logOwn[i] - logMixture[i];
        }
        aggregateKl /= samples;
        double kl = GaussianKl.meanToStandardNormal(
                Arrays.copyOf(latents.posteriorMean(), samples), Arrays.copyOf(latents.logVariance(), samples));
        return new MutualInformationEstimate(
                kl, aggregateKl, kl - aggregateKl, monteCarlo / samples, Math.log(latents.examples()));
    }
}
