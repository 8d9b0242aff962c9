package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/** Who computes values and gradients of the graphs. */
public enum EngineKind implements Choice {
    /** The best engine that works on the executor. */
    AUTO("auto"),
    /** SameDiff on ND4J. */
    ND4J("nd4j"),
    /** libtorch. */
    LIBTORCH("libtorch");

    private final String label;

    EngineKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
