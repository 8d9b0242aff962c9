package org.skipsweep.driver.sweep;

import org.skipsweep.models.trial.Choice;

/** Which tables a sweep's results are reduced to. */
public enum Reduction implements Choice {
    /** Table 1 of the paper: a row per model and size of the latent variable. */
    TABLE1("table1"),
    /** Table 2 of the paper: a row per data set, model and number of decoder layers. */
    TABLE2("table2"),
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
