package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * What a trained trial measured on its test set at the selected epoch (model spec C), in nats.
 *
 * @param elbo evidence lower bound, one latent sample per example
 * @param kl mean analytic KL(q(z|x) || p(z))
 * @param mutualInformation dataset-level estimate: kl minus aggregateKl
 * @param mutualInformationMonteCarlo the all-Monte-Carlo estimate of the same quantity
 * @param mutualInformationCap log N, which no dataset-level estimate can exceed but by noise
 * @param mutualInformationMinibatch mean in-batch estimate: a diagnostic, never comparable with the others
 * @param aggregateKl KL(q(z) || p(z)) estimate
 * @param activeUnits latent dimensions whose posterior mean varies by at least 0.01
 * @param activeUnits002 the same at 0.02
 * @param bestEpoch epoch with the best validation ELBO, whose parameters were measured
 * @param validationElbo that best validation ELBO
 * @param trainExamples training images seen per epoch
 * @param validationExamples images of the validation set
 * @param testExamples images of the test set
 */
public record TrialMetrics(
        double elbo,
        double kl,
        double mutualInformation,
        double mutualInformationMonteCarlo,
        double mutualInformationCap,
        double mutualInformationMinibatch,
        double aggregateKl,
        int activeUnits,
        int activeUnits002,
        int bestEpoch,
        double validationElbo,
        int trainExamples,
        int validationExamples,
        int testExamples)
        implements Serializable {}
