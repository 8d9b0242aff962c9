package org.skipsweep.models.model;

import org.skipsweep.models.engine.ParameterShape;

/**
 * A parameter of a model.
 *
 * @param shape its name and shape in the graph
 * @param initialization where its initial values come from
 * @param role what it is for
 */
public record Parameter(ParameterShape shape, Initialization initialization, Role role) {

    /** What a parameter is for. */
    public enum Role {
        /** Trained; multiplies. */
        WEIGHT,
        /** Trained; added. */
        BIAS,
        /** Not trained, but replaced after every training step by a value that the graph computes. */
        RUNNING_STATISTIC
    }

    /** Its name in the graph. */
    public String name() {
        return shape.name();
    }

    /** Number of values. */
    public long length() {
        return shape.length();
    }

    /** Its shape as ND4J takes it. */
    public long[] dimensions() {
        return shape.dimensions();
    }
}
