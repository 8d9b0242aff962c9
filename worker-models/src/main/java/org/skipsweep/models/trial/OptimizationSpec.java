package org.skipsweep.models.trial;

import java.io.Serializable;
import org.skipsweep.models.trial.optimization.LearningRateSchedule;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * How a trial is trained (model spec B.2 to B.4, B.7).
 *
 * @param epochs passes over the training set
 * @param batchSize examples per minibatch; the last one of an epoch may be smaller
 * @param learningRate step size of the update rule, in the first epoch
 * @param gradientClip largest global 2-norm of the gradient over all parameters
 * @param klWarmupEpochs epochs in which the weight of the KL term would grow by one, until it is one; 0 keeps it at 1
 * @param klStart weight of the KL term before the first step when there is a warm-up
 * @param updateRule how parameters move along their gradient
 * @param schedule how the step size changes from epoch to epoch
 */
public record OptimizationSpec(
        int epochs,
        int batchSize,
        double learningRate,
        double gradientClip,
        int klWarmupEpochs,
        double klStart,
        UpdateRule updateRule,
        LearningRateSchedule schedule)
        implements Serializable {

    /** @throws IllegalArgumentException if a value is out of range */
    public OptimizationSpec {
        TrainingKeys.EPOCHS.checked(epochs);
        TrainingKeys.BATCH_SIZE.checked(batchSize);
        TrainingKeys.LEARNING_RATE.checked(learningRate);
        TrainingKeys.GRADIENT_CLIP.checked(gradientClip);
        TrainingKeys.KL_WARMUP_EPOCHS.checked(klWarmupEpochs);
        TrainingKeys.KL_START.checked(klStart);
        if (schedule instanceof LearningRateSchedule.StickyHalving halving) {
            TrainingKeys.DECAY_FROM_EPOCH.checked(halving.fromEpoch());
            TrainingKeys.DECAY_STOP_BELOW.checked(halving.stopBelow());
        }
    }

    static OptimizationSpec of(TrialSpec spec) {
        return new OptimizationSpec(
                spec.get(TrainingKeys.EPOCHS),
                spec.get(TrainingKeys.BATCH_SIZE),
                spec.get(TrainingKeys.LEARNING_RATE),
                spec.get(TrainingKeys.GRADIENT_CLIP),
                spec.find(TrainingKeys.KL_WARMUP_EPOCHS).orElse(0),
                spec.find(TrainingKeys.KL_START).orElse(1.0),
                spec.get(TrainingKeys.UPDATE_RULE).rule(),
                schedule(spec));
    }

    private static LearningRateSchedule schedule(TrialSpec spec) {
        return switch (spec.get(TrainingKeys.LEARNING_RATE_DECAY)) {
            case NONE -> new LearningRateSchedule.Constant();
            case HALVING -> new LearningRateSchedule.StickyHalving(
                    spec.get(TrainingKeys.DECAY_FROM_EPOCH), spec.get(TrainingKeys.DECAY_STOP_BELOW));
        };
    }
}
