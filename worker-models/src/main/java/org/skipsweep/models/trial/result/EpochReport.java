package org.skipsweep.models.trial.result;

import java.io.Serializable;

/**
 * One line of a trial's progress: what was known after an epoch.
 *
 * @param epoch 1-based epoch that has just ended
 * @param epochs epochs of the whole trial
 * @param trainingObjective minus the mean loss of the epoch's minibatches, in nats, with the KL weighted as at each step and dropout
 *     on: a training ELBO once the KL weight is 1
 * @param validationElbo ELBO of the validation set after the epoch, in nats
 * @param validationKl mean analytic KL of the validation set, in nats
 * @param klWeight weight of the KL term at the last step of the epoch
 * @param best whether this is the best validation ELBO so far
 * @param imagesPerSecond training examples per second of this epoch, data feeding included, evaluation not
 * @param secondsLeft estimated seconds until the last epoch ends
 * @param learningRate step size of the epoch; 0 if it was not recorded
 * @param more what else is known of such a trial: mutual information, its cap and active units of the validation set, the perplexity
 *     of its bound, the shares of clipped steps
 */
public record EpochReport(
        int epoch,
        int epochs,
        double trainingObjective,
        double validationElbo,
        double validationKl,
        double klWeight,
        boolean best,
        double imagesPerSecond,
        double secondsLeft,
        double learningRate,
        Measurements more)
        implements Serializable {

    /** Mean -log p(x|z) of the validation set, in nats. */
    public double validationNll() {
        return -validationElbo - validationKl;
    }
}
