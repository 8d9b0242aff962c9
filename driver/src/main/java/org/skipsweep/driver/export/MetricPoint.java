package org.skipsweep.driver.export;

import java.time.Instant;

/**
 * A number that a trial measured.
 *
 * @param key {@code epoch/KEY} with the keys of {@code progress.jsonl} for what belongs to an epoch; a column of
 *     {@code results.parquet} for what was measured in the end
 * @param value in the unit that {@code OUT/columns.md} says
 * @param epoch 1-based epoch that it belongs to: of what was measured in the end, the best one, whose parameters were measured; 0
 *     before the first
 * @param time when the epoch ended, or the trial
 */
public record MetricPoint(String key, double value, int epoch, Instant time) {}
