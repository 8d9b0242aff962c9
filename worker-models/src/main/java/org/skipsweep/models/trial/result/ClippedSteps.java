package org.skipsweep.models.trial.result;

import java.io.Serializable;

/**
 * How often the refinement of posteriors was scaled down (model spec B.5, "clip mismatch").
 *
 * @param steps refinement steps of trained minibatches
 * @param forward of these, those with a clipped gradient on the way there
 * @param backward those with any clipped derivative on the way back
 */
public record ClippedSteps(long steps, long forward, long backward) implements Serializable {
    /** Before the first step. */
    public static final ClippedSteps NONE = new ClippedSteps(0, 0, 0);

    /** Both together. */
    public ClippedSteps plus(ClippedSteps more) {
        return new ClippedSteps(steps + more.steps, forward + more.forward, backward + more.backward);
    }

    /** Those since {@code before}. */
    public ClippedSteps since(ClippedSteps before) {
        return new ClippedSteps(steps - before.steps, forward - before.forward, backward - before.backward);
    }

    /** Share of clipped steps on the way there, 0 to 1; 0 without a step. */
    public double forwardShare() {
        return steps == 0 ? 0 : (double) forward / steps;
    }

    /** Share of clipped steps on the way back, 0 to 1; 0 without a step. */
    public double backwardShare() {
        return steps == 0 ? 0 : (double) backward / steps;
    }
}
