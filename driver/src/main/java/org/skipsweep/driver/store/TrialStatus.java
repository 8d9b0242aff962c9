package org.skipsweep.driver.store;

import java.time.Instant;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Trial;

/**
 * A trial as its folder shows it.
 *
 * @param lastEpoch the last epoch that ended, if one has
 * @param lastSeen when the trial was last heard of, if it was begun and has not ended
 * @param result how it ended, if it has
 */
public record TrialStatus(
        Trial trial,
        TrialState state,
        Optional<Progress> lastEpoch,
        Optional<Instant> lastSeen,
        Optional<TrialResult> result) {

    /** That of a trial without a folder. */
    static TrialStatus waiting(Trial trial) {
        return new TrialStatus(trial, TrialState.WAITING, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
