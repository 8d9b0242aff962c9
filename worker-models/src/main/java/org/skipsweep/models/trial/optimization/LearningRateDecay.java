package org.skipsweep.models.trial.optimization;

import org.skipsweep.models.trial.value.Choice;

/** How the step size falls from epoch to epoch. */
public enum LearningRateDecay implements Choice {
    /** It stays. */
    NONE("none"),
    /** {@link LearningRateSchedule.StickyHalving}. */
    HALVING("halving");

    private final String label;

    LearningRateDecay(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
