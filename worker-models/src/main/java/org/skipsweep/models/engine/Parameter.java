package org.skipsweep.models.engine;

import java.util.List;

/**
 * An array that belongs to a graph and outlives a step.
 *
 * @param name its name in the graph
 * @param shape its shape
 * @param initialization where its initial values come from
 * @param role what it is for
 */
public record Parameter(String name, List<Long> shape, Initialization initialization, Role role) {

    /** What a parameter is for. */
    public enum Role {
        /** Trained; multiplies. */
        WEIGHT,
        /** Trained; added. */
        BIAS,
        /** Not trained, but replaced after every training step by a value that the graph computes. */
        RUNNING_STATISTIC
    }

    /** Whether the loss has a gradient with respect to it. */
    public boolean trainable() {
        return role != Role.RUNNING_STATISTIC;
    }

    /** Number of values. */
    public long length() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** The shape as ND4J takes it. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
