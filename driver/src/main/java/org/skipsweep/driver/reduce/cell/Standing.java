package org.skipsweep.driver.reduce.cell;

import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.result.Measurements;

/**
 * How a cell stands to the paper.
 *
 * @param model the paper's name for the model, such as {@code skip-vae}
 * @param place of the model among those of its table, by which rows are ordered
 * @param paper the paper's numbers for the cell, if it has any
 * @param remark what is doubtful about these numbers; empty if nothing is known to be
 * @param reduced whether its trials had fewer epochs or examples than the paper's
 */
public record Standing(String model, int place, Measurements paper, String remark, boolean reduced) {

    /** Who knows the paper. */
    @FunctionalInterface
    public interface Judge {
        /** How trials with those settings stand to the paper. */
        Standing of(KeyValues settings, ExampleCounts examples);
    }
}
