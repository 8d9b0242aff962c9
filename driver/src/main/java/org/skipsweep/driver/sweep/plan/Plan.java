package org.skipsweep.driver.sweep.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The same plan with the trials of {@code request}, whose provenance is recorded beside its own. */
    public Plan extendedBy(Plan request) {
        Set<String> known = ids();
        List<String> added = request.trials().stream()
                .map(Trial::id)
                .filter(id -> !known.contains(id))
                .toList();
        Provenance grown = provenance.with(Extension.of(added, request.provenance()));
        return new Plan(name, reduce, run, classification, request.trials(), grown);
    }

    /** Whether {@code request} is this plan and more: all of its trials, others beside, and the same of everything else. */
    public boolean growsTo(Plan request) {
        return sameBut(request)
                && request.trials().size() > trials.size()
                && request.ids().containsAll(ids());
    }

    /** Whether {@code request} is part of this plan: fewer of its trials, none beside, and the same of everything else. */
    public boolean shrinksTo(Plan request) {
        return request.growsTo(this);
    }

    private boolean sameBut(Plan other) {
        return name.equals(other.name) && reduce == other.reduce && classification.equals(other.classification);
    }

    private Set<String> ids() {
        return trials.stream().map(Trial::id).collect(Collectors.toSet());
    }
}
