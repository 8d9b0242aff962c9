package org.skipsweep.driver.sweep;

import org.skipsweep.models.trial.Choice;

/** Which tables a sweep's results are reduced to. */
public enum Reduction implements Choice {
    /** Table 3 of the paper: a row per model and number of decoder layers. */
    TABLE3("table3"),
    /** A row per combination of whatever settings the sweep varies. */
    SETTINGS("settings");

    private final String label;

    Reduction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
