package org.skipsweep.models.trial.optimization;

import org.skipsweep.models.trial.value.Choice;

/** The update rules that trials can name. */
public enum UpdateRuleKind implements Choice {
    /** Adam as the authors use it on images (model spec B.2). */
    ADAM("adam"),
    /** Gradient descent without momentum, as the authors use it on text (model spec B.2). */
    SGD("sgd");

    private final String label;

    UpdateRuleKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The rule itself. */
    public UpdateRule rule() {
        return switch (this) {
            case ADAM -> UpdateRule.Adam.USUAL;
            case SGD -> new UpdateRule.Sgd();
        };
    }
}
