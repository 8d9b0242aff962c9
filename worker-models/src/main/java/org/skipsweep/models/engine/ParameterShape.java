package org.skipsweep.models.engine;

import java.util.List;

/**
 * A parameter of a graph as an engine sees it: an array that outlives a step.
 *
 * @param name its name in the graph
 * @param shape its shape
 * @param trainable whether the loss has a gradient with respect to it
 */
public record ParameterShape(String name, List<Long> shape, boolean trainable) {

    /** Copies the list. */
    public ParameterShape {
        shape = List.copyOf(shape);
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
