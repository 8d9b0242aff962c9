package org.skipsweep.models.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * Everything that a set of posteriors says about collapse (model spec C.2 to C.4).
 *
 * @param examples number of examples, N
 * @param latentDim size of the latent variable, D
 * @param values {@link Metric#KL} to {@link Metric#ACTIVE_UNITS_UPPER}
 * @param mutualInformationSaturated whether the estimate says no more than "at least about log N"
 */
public record LatentMetrics(int examples, int latentDim, Measurements values, boolean mutualInformationSaturated) {

    /** Loads the library of matrix products, which the first measurement else does: half a second, while latents are read say. */
    public static void prepare() {
        Nd4j.getBackend();
    }

    /** Measures {@code latents} in the calling thread alone, as a trial does; the samples are used as they are. */
    public static LatentMetrics of(Latents latents) {
        return of(latents, 1);
    }

    /**
     * The same to the last bit, by several threads.
     *
     * @param threads how many share the work on pairs of examples, at least 1
     */
    public static LatentMetrics of(Latents latents, int threads) {
        MutualInformationEstimate information = MutualInformation.estimate(latents, latents.examples(), threads);
        double[][] means = latents.posteriorMean();
        ActiveUnits.Interval units = ActiveUnits.interval(means, ActiveUnits.THRESHOLD);
        Measurements values = new Measurements(Map.ofEntries(
                Map.entry(Metric.KL, information.kl()),
                Map.entry(Metric.MUTUAL_INFORMATION, information.mutualInformation()),
                Map.entry(Metric.MUTUAL_INFORMATION_MONTE_CARLO, information.mutualInformationMonteCarlo()),
                Map.entry(Metric.MUTUAL_INFORMATION_CAP, information.cap()),
                Map.entry(Metric.MUTUAL_INFORMATION_MINIBATCH, MinibatchMutualInformation.estimate(latents)),
                Map.entry(Metric.AGGREGATE_KL, information.aggregateKl()),
                Map.entry(Metric.ACTIVE_UNITS, (double) ActiveUnits.count(means, ActiveUnits.THRESHOLD)),
                Map.entry(Metric.ACTIVE_UNITS_002, (double) ActiveUnits.count(means, ActiveUnits.THRESHOLD_002)),
                Map.entry(Metric.ACTIVE_UNITS_LOWER, (double) units.lower()),
                Map.entry(Metric.ACTIVE_UNITS_UPPER, (double) units.upper())));
        OptionalDouble corrected = MutualInformationCorrection.corrected(latents, information, threads);
        return new LatentMetrics(
                latents.examples(),
                latents.latentDim(),
                corrected.isPresent()
                        ? values.with(Metric.MUTUAL_INFORMATION_CORRECTED, corrected.getAsDouble())
                        : values,
                information.saturated());
    }
}
