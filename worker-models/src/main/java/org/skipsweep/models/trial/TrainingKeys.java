package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.optimization.LearningRateDecay;
import org.skipsweep.models.trial.optimization.UpdateRuleKind;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say how a trial is trained. */
public final class TrainingKeys {
    /** Passes over the training set. */
    public static final TrialKey<Integer> EPOCHS = TrialKey.original(
            "epochs",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            100,
            FamilyGroups.EVERY,
            "Passes over the training set. The epoch with the best validation ELBO is the one that is measured.");

    /** Examples per minibatch. */
    public static final TrialKey<Integer> BATCH_SIZE = TrialKey.original(
            "batch-size",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            50,
            FamilyGroups.EVERY,
            "Examples per minibatch.");

    /** Step size of the update rule. */
    public static final TrialKey<Double> LEARNING_RATE = TrialKey.original(
            "learning-rate",
            new ValueType.Real(),
            Range.positive(),
            1e-3,
            FamilyGroups.EVERY,
            "Step size of the update rule.");

    /** Largest global norm of the gradient. */
    public static final TrialKey<Double> GRADIENT_CLIP = TrialKey.original(
            "gradient-clip",
            new ValueType.Real(),
            Range.positive(),
            5.0,
            FamilyGroups.EVERY,
            "Largest 2-norm of the gradient over all parameters; longer gradients are scaled down to it.");

    /** Length of the warm-up of the KL term. */
    public static final TrialKey<Integer> KL_WARMUP_EPOCHS = TrialKey.original(
            "kl-warmup-epochs",
            new ValueType.WholeNumber(),
            Range.atLeast(0),
            0,
            FamilyGroups.LATENT,
            """
            Epochs in which the weight of the KL term would grow by 1: it begins at kl-start, grows at every step and stops \
            at 1, so with 10 and kl-start 0.1 it is 1 after nine epochs. 0 keeps it at 1 from the first step.""");

    /** Where the warm-up of the KL term starts. */
    public static final TrialKey<Double> KL_START = TrialKey.original(
            "kl-start",
            new ValueType.Real(),
            Range.between(0, 1),
            0.1,
            FamilyGroups.LATENT,
            "Weight of the KL term before the first step, where there is a warm-up.");

    /** How parameters move along their gradient. */
    public static final TrialKey<UpdateRuleKind> UPDATE_RULE = TrialKey.added(
            2,
            "update-rule",
            new ValueType.OneOf<>(UpdateRuleKind.class),
            Range.any(),
            UpdateRuleKind.ADAM,
            FamilyGroups.EVERY,
            """
            The update rule: adam (the authors' program on images) or sgd (theirs on text), which is without momentum. The \
            paper names none.""");

    /** How the step size falls. */
    public static final TrialKey<LearningRateDecay> LEARNING_RATE_DECAY = TrialKey.added(
            2,
            "learning-rate-decay",
            new ValueType.OneOf<>(LearningRateDecay.class),
            Range.any(),
            LearningRateDecay.NONE,
            FamilyGroups.EVERY,
            """
            none, or halving: the first epoch that does not improve the validation ELBO, and every epoch after it, halves \
            the step size.""");

    /** First epoch that can start the decay. */
    public static final TrialKey<Integer> DECAY_FROM_EPOCH = TrialKey.added(
                    2,
                    "decay-from-epoch",
                    new ValueType.WholeNumber(),
                    Range.atLeast(1),
                    15,
                    FamilyGroups.EVERY,
                    "First epoch that can start the halving.")
            .where(LEARNING_RATE_DECAY, LearningRateDecay.HALVING);

    /** Step size below which training ends. */
    public static final TrialKey<Double> DECAY_STOP_BELOW = TrialKey.added(
                    2,
                    "decay-stop-below",
                    new ValueType.Real(),
                    Range.positive(),
                    0.03,
                    FamilyGroups.EVERY,
                    "Training ends once halving has brought the step size below this.")
            .where(LEARNING_RATE_DECAY, LearningRateDecay.HALVING);

    static final List<TrialKey<?>> ALL = List.of(
            EPOCHS,
            BATCH_SIZE,
            UPDATE_RULE,
            LEARNING_RATE,
            LEARNING_RATE_DECAY,
            DECAY_FROM_EPOCH,
            DECAY_STOP_BELOW,
            GRADIENT_CLIP,
            KL_WARMUP_EPOCHS,
            KL_START);

    private TrainingKeys() {}
}
