package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.List;
import org.skipsweep.models.trial.result.Latents;

/**
 * What every latent dimension carries, in the order of the dimensions (model spec C.2, C.4).
 *
 * @param kl mean over the examples of a dimension's part of KL(q(z|x) || p(z)), in nats; together the KL of the tables
 * @param meanVariance variance of a dimension's posterior mean over the examples; active from {@link ActiveUnits#THRESHOLD}
 */
public record LatentDimensions(List<Double> kl, List<Double> meanVariance) {

    /** Copies the lists. */
    public LatentDimensions {
        kl = List.copyOf(kl);
        meanVariance = List.copyOf(meanVariance);
    }

    /** Those of {@code latents}. */
    public static LatentDimensions of(Latents latents) {
        return new LatentDimensions(
                list(GaussianKl.meanPerDimension(latents.posteriorMean(), latents.logVariance())),
                list(ActiveUnits.variances(latents.posteriorMean())));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
