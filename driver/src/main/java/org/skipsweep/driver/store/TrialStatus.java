package org.skipsweep.driver.store;

import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Trial;

/**
 * A trial as its folder shows it.
 *
 * @param lastEpoch the last epoch that ended, if one has
 * @param result how it ended, if it has
 */
public record TrialStatus(Trial trial, TrialState state, Optional<Progress> lastEpoch, Optional<TrialResult> result) {}
