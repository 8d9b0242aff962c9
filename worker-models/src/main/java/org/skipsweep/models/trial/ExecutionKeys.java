package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say who computes a trial, and its seed. */
public final class ExecutionKeys {
    /** Who computes gradients. */
    public static final TrialKey<EngineKind> ENGINE = TrialKey.original(
            "engine",
            new ValueType.OneOf<>(EngineKind.class),
            Range.any(),
            EngineKind.AUTO,
            FamilyGroups.EVERY,
            """
            Who computes gradients: libtorch, nd4j, or auto, which takes libtorch where it works and nd4j elsewhere. They \
            round differently, and training lets that grow: compare engines over seeds.""");

    /** In which precision. */
    public static final TrialKey<Precision> PRECISION = TrialKey.added(
            1,
            "precision",
            new ValueType.OneOf<>(Precision.class),
            Range.any(),
            Precision.FP32,
            FamilyGroups.EVERY,
            """
            The precision of gradients: fp32, or bf16, which needs libtorch: faster on processors that multiply bfloat16 \
            (AMX, AVX-512 BF16), slower on an H100, where these models are many small kernels. Parameters, losses and all \
            that is measured are in fp32 or better.""");

    /** How many executors share the work. */
    public static final TrialKey<Integer> AVERAGING_WORKERS = TrialKey.original(
            "averaging.workers",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            1,
            FamilyGroups.EVERY,
            "Executors that train one trial together by parameter averaging; 1 trains it in one task.");

    /** How often they average. */
    public static final TrialKey<Integer> AVERAGING_FREQUENCY = TrialKey.original(
            "averaging.frequency",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            20,
            FamilyGroups.EVERY,
            "Minibatches that each of them trains between two averages.");

    /** Seed of every random draw of a trial. */
    public static final TrialKey<Long> SEED = TrialKey.original(
            "seed",
            new ValueType.Seed(),
            Range.any(),
            1L,
            FamilyGroups.EVERY,
            "Every combination is run once with each seed; tables report mean and 95 % confidence interval over them.");

    static final List<TrialKey<?>> ALL = List.of(ENGINE, PRECISION, AVERAGING_WORKERS, AVERAGING_FREQUENCY, SEED);

    private ExecutionKeys() {}
}
