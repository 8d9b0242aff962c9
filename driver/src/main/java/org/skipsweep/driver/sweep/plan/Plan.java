package org.skipsweep.driver.sweep.plan;

import java.util.List;

/**
 * What a sweep will do, fully resolved.
 *
 * @param name the sweep's name
 * @param reduce which tables its results are reduced to
 * @param run how it is carried out
 * @param classification how the classification study is done
 * @param trials in the order in which they start: seeds vary slowest, then the keys of the grid in the file's order,
 *     then the zip groups; no two are equal
 * @param provenance where all this comes from
 */
public record Plan(
        String name,
        Reduction reduce,
        RunSettings run,
        ClassificationSettings classification,
        List<Trial> trials,
        Provenance provenance) {

    /** Copies the list. */
    public Plan {
        trials = List.copyOf(trials);
    }

    /** The same plan with another provenance. */
    public Plan withProvenance(Provenance other) {
        return new Plan(name, reduce, run, classification, trials, other);
    }
}
