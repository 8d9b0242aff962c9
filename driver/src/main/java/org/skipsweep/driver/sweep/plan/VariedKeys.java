package org.skipsweep.driver.sweep.plan;

import java.util.List;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** Which keys tell the trials of a plan apart. */
public final class VariedKeys {
    private VariedKeys() {}

    /**
     * The keys that have more than one value in it, in their order. That a trial lacks a key is none: its model, or the key that
     * it would need, tells it apart.
     */
    public static List<TrialKey<?>> of(Plan plan) {
        return TrialKeys.all().stream()
                .filter(key -> plan.trials().stream()
                                .flatMap(trial -> trial.spec().find(key).stream())
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
