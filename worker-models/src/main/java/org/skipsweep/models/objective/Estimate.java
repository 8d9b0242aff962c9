package org.skipsweep.models.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of some examples.
 *
 * @param negativeLogLikelihood -log p(x|z) of each, with one draw of z from q(z|x) if there is a latent variable, [B], in nats
 * @param posterior q(z|x) of each; empty without a latent variable
 */
public record Estimate(double[] negativeLogLikelihood, Optional<Posteriors> posterior) {

    /**
     * Approximate posteriors N(mean, diag exp(logVariance)).
     *
     * @param mean [B][D]
     * @param logVariance [B][D]
     */
    public record Posteriors(double[][] mean, double[][] logVariance) {

        /** Those of all parts, one after another. */
        public static Posteriors joined(List<Posteriors> parts) {
            return new Posteriors(
                    parts.stream().flatMap(part -> Arrays.stream(part.mean())).toArray(double[][]::new),
                    parts.stream()
                            .flatMap(part -> Arrays.stream(part.logVariance()))
                            .toArray(double[][]::new));
        }
    }
}
