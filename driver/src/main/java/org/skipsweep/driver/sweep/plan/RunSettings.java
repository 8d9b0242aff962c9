package org.skipsweep.driver.sweep.plan;

import java.io.Serializable;

/**
 * How a sweep is carried out; no number depends on it.
 *
 * @param checkpointEvery epochs between two checkpoints of a trial, at least 1
 * @param maxAttempts how often a trial is tried before it counts as failed, at least 1
 */
public record RunSettings(int checkpointEvery, int maxAttempts) implements Serializable {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RunSettings {
        atLeastOne("run.checkpoint-every", checkpointEvery);
        atLeastOne("run.max-attempts", maxAttempts);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1 but is " + value);
        }
    }
}
