package org.skipsweep.driver.cli;

import java.util.List;
import org.skipsweep.driver.sweep.Plan;
import org.skipsweep.driver.sweep.TrialKey;
import org.skipsweep.driver.sweep.TrialKeys;

/** Which keys tell the trials of a plan apart. */
final class VariedKeys {
    private VariedKeys() {}

    static List<TrialKey> of(Plan plan) {
        return TrialKeys.all().stream()
                .filter(key -> plan.trials().stream()
                                .map(trial -> key.value().apply(trial.spec()))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
