package org.skipsweep.models.objective.refinement;

/** Scaling down to a largest norm, as everywhere in the authors' code (model spec B.2, H.2). */
final class Clip {
    private static final double TINY = 1e-6;

    private Clip() {}

    /** By what a vector is to be multiplied so that its 2-norm is at most {@code largest}: min(1, largest / (norm + 1e-6)). */
    static double factor(double squaredNorm, double largest) {
        return Math.min(1, largest / (Math.sqrt(squaredNorm) + TINY));
    }
}
