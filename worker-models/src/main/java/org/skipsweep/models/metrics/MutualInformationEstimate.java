package org.skipsweep.models.metrics;

/**
 * What {@link MutualInformation} found, in nats.
 *
 * @param kl mean analytic KL(q(z|x) || p(z))
 * @param aggregateKl Monte Carlo estimate of KL(q(z) || p(z))
 * @param mutualInformation kl minus aggregateKl: the number of the paper's tables. It can exceed the cap by noise and be
 *     slightly negative near collapse
 * @param mutualInformationMonteCarlo mean of log q(z_i|x_i) - log q(z_i): the same quantity without the analytic part,
 *     never above the cap
 * @param cap log N, the largest value an estimate from N examples can take
 */
public record MutualInformationEstimate(
        double kl, double aggregateKl, double mutualInformation, double mutualInformationMonteCarlo, double cap) {

    /** Distance from the cap, in nats, below which an estimate counts as saturated. */
    public static final double SATURATION_MARGIN = 0.05;

    /** {@link #saturated(double, double)} of this estimate. */
    public boolean saturated() {
        return saturated(mutualInformationMonteCarlo, cap);
    }

    /**
     * Whether an estimate says no more than "at least about log N".
     *
     * <p>The all-Monte-Carlo estimate minus log N is the mean log-probability with which a latent sample points to its own
     * example among all N. Within {@value #SATURATION_MARGIN} nat of the cap that probability is above 95 % (geometric
     * mean): the samples name their examples, and no estimate from N examples can tell how much more they hold. Models
     * that both reach the cap cannot be compared by their mutual information.
     *
     * @param mutualInformationMonteCarlo the all-Monte-Carlo estimate, which unlike the other has no noise at the cap
     * @param cap log N
     */
    public static boolean saturated(double mutualInformationMonteCarlo, double cap) {
        return mutualInformationMonteCarlo >= cap - SATURATION_MARGIN;
    }
}
