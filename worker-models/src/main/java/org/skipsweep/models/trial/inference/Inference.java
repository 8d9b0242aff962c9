package org.skipsweep.models.trial.inference;

import org.skipsweep.models.trial.value.Choice;

/** How the posterior of an example is found. */
public enum Inference implements Choice {
    /** The encoder gives it. */
    AMORTISED("amortised"),
    /** The encoder gives where gradient steps on the example's own bound start (paper section 3; model spec B.5). */
    SEMI_AMORTISED("semi-amortised");

    private final String label;

    Inference(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
