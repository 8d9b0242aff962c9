package org.skipsweep.models.trial.inference;

import java.io.Serializable;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The refinement of posteriors of a semi-amortised trial (model spec B.5): gradient steps with momentum on mean and
 * logarithm of the variance.
 *
 * @param steps how many, K; 0 leaves the encoder's posterior as it is
 * @param stepSize alpha
 * @param momentum rho, from 0 to below 1
 * @param clip largest 2-norm of the gradient by each of the two blocks
 * @param difference which difference quotient carries the gradient back through the steps
 * @param differenceStep r, how far its points are displaced
 * @param mode where gradients are clipped on the way back
 * @param referenceBatch the gradient of a step is the sum over the batch divided by this number; 0 divides by the size of
 *     the batch itself, so that an example's posterior depends on its batch
 */
public record SviSpec(
        int steps,
        double stepSize,
        double momentum,
        double clip,
        SviDifference difference,
        double differenceStep,
        SviMode mode,
        int referenceBatch)
        implements Serializable {

    /** @throws IllegalArgumentException if a value is out of range */
    public SviSpec {
        InferenceKeys.SVI_STEPS.checked(steps);
        InferenceKeys.SVI_STEP_SIZE.checked(stepSize);
        InferenceKeys.SVI_MOMENTUM.checked(momentum);
        InferenceKeys.SVI_CLIP.checked(clip);
        InferenceKeys.SVI_DIFFERENCE_STEP.checked(differenceStep);
        InferenceKeys.SVI_REFERENCE_BATCH.checked(referenceBatch);
    }

    /** That of a semi-amortised trial. */
    public static SviSpec of(TrialSpec spec) {
        return new SviSpec(
                spec.get(InferenceKeys.SVI_STEPS),
                spec.get(InferenceKeys.SVI_STEP_SIZE),
                spec.get(InferenceKeys.SVI_MOMENTUM),
                spec.get(InferenceKeys.SVI_CLIP),
                spec.get(InferenceKeys.SVI_DIFFERENCE),
                spec.get(InferenceKeys.SVI_DIFFERENCE_STEP),
                spec.get(InferenceKeys.SVI_MODE),
                spec.get(InferenceKeys.SVI_REFERENCE_BATCH));
    }
}
