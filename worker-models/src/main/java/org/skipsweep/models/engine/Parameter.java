package org.skipsweep.models.engine;

import java.util.List;

/**
 * A trainable array of a graph.
 *
 * @param name its name in the graph
 * @param shape its shape
 * @param initialBound initial values are uniform between minus and plus this bound
 * @param bias whether it is a bias, as against a weight
 */
public record Parameter(String name, List<Long> shape, double initialBound, boolean bias) {

    /** Number of values. */
    public long length() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** The shape as ND4J takes it. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
