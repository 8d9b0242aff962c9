package org.skipsweep.driver.store;

import java.util.Optional;

/**
 * How a trial was carried out.
 *
 * @param seconds wall-clock time of the last attempt
 * @param imagesPerSecond examples per second of the training steps, data feeding included, evaluation not; 0 if nothing was trained
 * @param engine the engine that computed gradients, never {@code auto}
 * @param executor where: host and executor id
 * @param attempts how often the trial was tried, this time included
 * @param provenance what carried it out; empty for results that were written before it was recorded, and where nothing did
 */
public record Execution(
        double seconds,
        double imagesPerSecond,
        String engine,
        String executor,
        int attempts,
        Optional<TrialProvenance> provenance) {

    /** Without provenance. */
    public Execution(double seconds, double imagesPerSecond, String engine, String executor, int attempts) {
        this(seconds, imagesPerSecond, engine, executor, attempts, Optional.empty());
    }
}
