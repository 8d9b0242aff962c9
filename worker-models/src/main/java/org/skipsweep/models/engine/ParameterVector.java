package org.skipsweep.models.engine;

/**
 * A number for every trained parameter, such as a gradient, where an engine computes. Only vectors of one
 * {@link ParameterMemory} go together.
 */
public interface ParameterVector {
    /** Adds {@code factor} times another vector. */
    void add(double factor, ParameterVector other);

    /** Multiplies by {@code factor}. */
    void scale(double factor);

    /** The square of the 2-norm. */
    double squaredNorm();
}
