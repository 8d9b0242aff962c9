package org.skipsweep.driver.store;

import java.io.Serializable;
import org.skipsweep.models.trial.result.EpochReport;

/**
 * A line of {@code progress.jsonl}.
 *
 * @param report the epoch
 * @param executor where it was trained
 */
public record Progress(EpochReport report, String executor) implements Serializable {}
