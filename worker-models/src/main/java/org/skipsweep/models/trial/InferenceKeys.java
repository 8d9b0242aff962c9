package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say how posteriors are inferred and likelihoods are estimated. */
public final class InferenceKeys {
    /** How the posterior of an example is found. */
    public static final TrialKey<Inference> INFERENCE = TrialKey.added(
            2,
            "inference",
            new ValueType.OneOf<>(Inference.class),
            Range.any(),
            Inference.AMORTISED,
            FamilyGroups.LATENT,
            """
            How the posterior of an example is found: amortised (by the encoder) or semi-amortised (the encoder's is \
            refined by gradient steps, which training differentiates through). The svi keys are for the latter.""");

    /** Gradient steps of the refinement. */
    public static final TrialKey<Integer> SVI_STEPS = refinement(
            "svi.steps",
            new ValueType.WholeNumber(),
            Range.atLeast(0),
            10,
            "Gradient steps that refine a posterior; 0 leaves it as the encoder gives it.");

    /** Step size of the refinement. */
    public static final TrialKey<Double> SVI_STEP_SIZE =
            refinement("svi.step-size", new ValueType.Real(), Range.positive(), 1.0, "Step size of the refinement.");

    /** Momentum of the refinement. */
    public static final TrialKey<Double> SVI_MOMENTUM = refinement(
            "svi.momentum",
            new ValueType.Real(),
            Range.belowOne(),
            0.5,
            "Share of a refinement step that the next one repeats, from 0 to below 1.");

    /** Clip of the refinement's gradients. */
    public static final TrialKey<Double> SVI_CLIP = refinement(
            "svi.clip",
            new ValueType.Real(),
            Range.positive(),
            5.0,
            "Largest 2-norm of the refinement's gradient by the means of a batch, and of that by its logarithms of variance.");

    /** Where gradients are clipped on the way back. */
    public static final TrialKey<SviMode> SVI_MODE = refinement(
            "svi.mode",
            new ValueType.OneOf<>(SviMode.class),
            Range.any(),
            SviMode.CLEAN,
            """
            How training differentiates through the refinement: clean (the gradient of what is computed) or faithful \
            (clipped where the authors' program clips it).""");

    /** Difference quotient of the way back. */
    public static final TrialKey<SviDifference> SVI_DIFFERENCE = refinement(
            "svi.difference",
            new ValueType.OneOf<>(SviDifference.class),
            Range.any(),
            null,
            """
            The difference quotient by which it does so: central or forward. Left out: central, but forward for \
            svi.mode = faithful, which knows no other.""");

    /** Displacement of the difference quotient. */
    public static final TrialKey<Double> SVI_DIFFERENCE_STEP = refinement(
            "svi.difference-step",
            new ValueType.Real(),
            Range.positive(),
            null,
            """
            How far the quotient's points are displaced. Left out: 1e-2 for central, 1e-3 for forward, and the authors' \
            1e-5 for svi.mode = faithful.""");

    /** The batch size that refinement steps are scaled to. */
    public static final TrialKey<Integer> SVI_REFERENCE_BATCH = refinement(
            "svi.reference-batch",
            new ValueType.WholeNumber(),
            Range.atLeast(0),
            null,
            """
            Refinement steps are as long as in a batch of this size, so that a posterior does not depend on the batch \
            that it stands in; 0 takes the size of each batch. Left out: 32, but 0 for svi.mode = faithful.""");

    /** Samples of the importance-sampled perplexity. */
    public static final TrialKey<Integer> PERPLEXITY_SAMPLES = TrialKey.added(
            2,
            "perplexity-samples",
            new ValueType.WholeNumber(),
            Range.atLeast(0),
            200,
            FamilyGroups.LATENT_TEXT,
            """
            Samples of z per document that the test perplexity is estimated with, beside its bound; 0 leaves it at the \
            bound.""");

    static final List<TrialKey<?>> ALL = List.of(
            INFERENCE,
            SVI_STEPS,
            SVI_STEP_SIZE,
            SVI_MOMENTUM,
            SVI_CLIP,
            SVI_MODE,
            SVI_DIFFERENCE,
            SVI_DIFFERENCE_STEP,
            SVI_REFERENCE_BATCH,
            PERPLEXITY_SAMPLES);

    private InferenceKeys() {}

    private static <T> TrialKey<T> refinement(String name, ValueType<T> type, Range<T> range, T initial, String text) {
        return TrialKey.added(2, name, type, range, initial, FamilyGroups.LATENT, text)
                .where(INFERENCE, Inference.SEMI_AMORTISED);
    }
}
