package org.skipsweep.driver.store;

import java.time.Instant;
import java.util.Optional;
import org.skipsweep.models.trial.result.EpochReport;

/**
 * A line of {@code progress.jsonl}.
 *
 * @param report the epoch
 * @param executor where it was trained
 * @param time when it ended, by the clock there; empty in lines of versions that did not record it
 */
public record Progress(EpochReport report, String executor, Optional<Instant> time) {}
