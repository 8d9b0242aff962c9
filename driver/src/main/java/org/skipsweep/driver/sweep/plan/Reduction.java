package org.skipsweep.driver.sweep.plan;

import org.skipsweep.models.trial.value.Choice;

/** Which tables and pictures a sweep's results are reduced to. */
public enum Reduction implements Choice {
    /** Table 1 of the paper: a row per model and size of the latent variable. */
    TABLE1("table1"),
    /** Table 2 of the paper: a row per data set, model and number of decoder layers. */
    TABLE2("table2"),
    /** Table 3 of the paper: a row per model and number of decoder layers. */
    TABLE3("table3"),
    /** Table 4 of the paper: a row per language model and size of the latent variable. */
    TABLE4("table4"),
    /** A row per combination of whatever settings the sweep varies. */
    SETTINGS("settings"),
    /** Figure 1 of the paper: KL and mutual information against the number of decoder layers; beside it the settings. */
    FIGURE1("figure1"),
    /** Figure 2 of the paper: test latents in the plane, and how well they cluster; beside it the settings. */
    FIGURE2("figure2"),
    /** The paper's classification study: classifiers on posterior means; beside it the settings. */
    CLASSIFICATION("classification");

    private final String label;

    Reduction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
