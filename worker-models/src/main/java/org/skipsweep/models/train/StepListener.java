package org.skipsweep.models.train;

/** Told of training steps as they begin; it must be quick. */
@FunctionalInterface
public interface StepListener {
    /** Hears nothing. */
    StepListener NONE = (epoch, step, steps) -> {};

    /**
     * A step begins.
     *
     * @param epoch counted from 1
     * @param step of this epoch, counted from 1
     * @param steps of an epoch
     */
    void step(int epoch, int step, int steps);
}
