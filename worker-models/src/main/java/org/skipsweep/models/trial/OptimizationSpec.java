package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * How a trial is trained (model spec B.2, B.4, B.7): Adam with betas 0.9 and 0.999.
 *
 * @param epochs passes over the training set
 * @param batchSize examples per minibatch; the last one of an epoch may be smaller
 * @param learningRate Adam's step size
 * @param gradientClip largest global 2-norm of the gradient over all parameters
 * @param klWarmupEpochs epochs over which the weight of the KL term grows by one; 0 keeps it at 1
 * @param klStart weight of the KL term before the first step when there is a warm-up
 */
public record OptimizationSpec(
        int epochs, int batchSize, double learningRate, double gradientClip, int klWarmupEpochs, double klStart)
        implements Serializable {

    /** @throws IllegalArgumentException if a value is out of range */
    public OptimizationSpec {
        Require.atLeast("epochs", epochs, 1);
        Require.atLeast("batch-size", batchSize, 1);
        Require.positive("learning-rate", learningRate);
        Require.positive("gradient-clip", gradientClip);
        Require.atLeast("kl-warmup-epochs", klWarmupEpochs, 0);
        if (!(klStart >= 0 && klStart <= 1)) {
            throw new IllegalArgumentException("kl-start must lie between 0 and 1 but is " + klStart);
        }
    }
}
