package org.skipsweep.models.metrics;

import org.skipsweep.models.trial.Latents;

/**
 * Everything that a set of posteriors says about collapse (model spec C.2 to C.4), in nats where it is no count.
 *
 * @param examples number of examples, N
 * @param latentDim size of the latent variable, D
 * @param kl mean analytic KL(q(z|x) || p(z))
 * @param mutualInformation dataset-level estimate: kl minus aggregateKl
 * @param mutualInformationMonteCarlo the all-Monte-Carlo estimate of the same quantity
 * @param mutualInformationCap log N
 * @param mutualInformationSaturated whether the estimate says no more than "at least about log N"
 * @param mutualInformationMinibatch mean in-batch estimate, batches of {@value MinibatchMutualInformation#BATCH_SIZE}
 * @param aggregateKl KL(q(z) || p(z)) estimate
 * @param activeUnits dimensions whose posterior mean varies by at least {@value ActiveUnits#THRESHOLD}
 * @param activeUnits002 the same at {@value ActiveUnits#THRESHOLD_002}
 */
public record LatentMetrics(
        int examples,
        int latentDim,
        double kl,
        double mutualInformation,
        double mutualInformationMonteCarlo,
        double mutualInformationCap,
        boolean mutualInformationSaturated,
        double mutualInformationMinibatch,
        double aggregateKl,
        int activeUnits,
        int activeUnits002) {

    /** Measures {@code latents}; the samples are used as they are. */
    public static LatentMetrics of(Latents latents) {
        MutualInformationEstimate information = MutualInformation.estimate(latents);
        return new LatentMetrics(
                latents.examples(),
                latents.latentDim(),
                information.kl(),
                information.mutualInformation(),
                information.mutualInformationMonteCarlo(),
                information.cap(),
                information.saturated(),
                MinibatchMutualInformation.estimate(latents),
                information.aggregateKl(),
                ActiveUnits.count(latents.posteriorMean(), ActiveUnits.THRESHOLD),
                ActiveUnits.count(latents.posteriorMean(), ActiveUnits.THRESHOLD_002));
    }
}
