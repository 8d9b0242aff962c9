package org.skipsweep.driver.sweep;

import java.util.List;

/** Which keys tell the trials of a plan apart. */
public final class VariedKeys {
    private VariedKeys() {}

    /** The keys that have more than one value in it, in their order. */
    public static List<TrialKey> of(Plan plan) {
        return TrialKeys.all().stream()
                .filter(key -> plan.trials().stream()
                                .map(trial -> key.value().apply(trial.spec()))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
