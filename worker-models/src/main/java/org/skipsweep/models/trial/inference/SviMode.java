package org.skipsweep.models.trial.inference;

import org.skipsweep.models.trial.value.Choice;

/** Where the gradient through the refinement is clipped. */
public enum SviMode implements Choice {
    /** Where it is the gradient of what is computed, clips taken as constants (model spec B.8). */
    CLEAN("clean"),
    /** Where the authors' program clips, mismatch included (model spec B.5). */
    FAITHFUL("faithful");

    private final String label;

    SviMode(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
