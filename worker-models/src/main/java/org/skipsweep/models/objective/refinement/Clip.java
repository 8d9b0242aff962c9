package org.skipsweep.models.objective.refinement;

/**
 * Scaling down to a largest norm within a refinement, by PyTorch's formula (model spec H.2).
 *
 * <p>Model spec B.2 has the same formula for the gradient of a training step. There this program leaves the 1e-6 out, as
 * Deeplearning4j does, on every device: that gradient is scaled by min(1, largest / norm). The two factors differ by 1e-6 / norm of
 * themselves, at most 2e-7 for a largest norm of 5.
 */
final class Clip {
    private static final double TINY = 1e-6;

    private Clip() {}

    /** By what a vector is to be multiplied so that its 2-norm is at most {@code largest}: min(1, largest / (norm + 1e-6)). */
    static double factor(double squaredNorm, double largest) {
        return Math.min(1, largest / (Math.sqrt(squaredNorm) + TINY));
    }
}
