package org.skipsweep.models.trial;

import java.util.List;
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
            "learning-rate", new ValueType.Real(), Range.positive(), 1e-3, FamilyGroups.EVERY, "Adam's step size.");

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
            FamilyGroups.EVERY,
            """
            Epochs over which the weight of the KL term grows from kl-start to 1; 0 keeps it at 1 from the first step.""");

    /** Where the warm-up of the KL term starts. */
    public static final TrialKey<Double> KL_START = TrialKey.original(
            "kl-start",
            new ValueType.Real(),
            Range.between(0, 1),
            0.1,
            FamilyGroups.EVERY,
            "Weight of the KL term at the first step, where there is a warm-up.");

    static final List<TrialKey<?>> ALL =
            List.of(EPOCHS, BATCH_SIZE, LEARNING_RATE, GRADIENT_CLIP, KL_WARMUP_EPOCHS, KL_START);

    private TrainingKeys() {}
}
