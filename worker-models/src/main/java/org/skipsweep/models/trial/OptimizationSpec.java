package org.skipsweep.models.trial;

import java.io.Serializable;
import java.util.Map;

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
        TrainingKeys.EPOCHS.checked(epochs);
        TrainingKeys.BATCH_SIZE.checked(batchSize);
        TrainingKeys.LEARNING_RATE.checked(learningRate);
        TrainingKeys.GRADIENT_CLIP.checked(gradientClip);
        TrainingKeys.KL_WARMUP_EPOCHS.checked(klWarmupEpochs);
        TrainingKeys.KL_START.checked(klStart);
    }

    static OptimizationSpec of(TrialSpec spec) {
        return new OptimizationSpec(
                spec.get(TrainingKeys.EPOCHS),
                spec.get(TrainingKeys.BATCH_SIZE),
                spec.get(TrainingKeys.LEARNING_RATE),
                spec.get(TrainingKeys.GRADIENT_CLIP),
                spec.get(TrainingKeys.KL_WARMUP_EPOCHS),
                spec.get(TrainingKeys.KL_START));
    }

    Map<TrialKey<?>, Object> values() {
        return Map.of(
                TrainingKeys.EPOCHS, epochs,
                TrainingKeys.BATCH_SIZE, batchSize,
                TrainingKeys.LEARNING_RATE, learningRate,
                TrainingKeys.GRADIENT_CLIP, gradientClip,
                TrainingKeys.KL_WARMUP_EPOCHS, klWarmupEpochs,
                TrainingKeys.KL_START, klStart);
    }
}
