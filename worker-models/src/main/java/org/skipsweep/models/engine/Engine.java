package org.skipsweep.models.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes values and gradients of {@link LossGraph}s. */
public interface Engine {

    /** Name and version, as results record it. */
    String description();

    /**
     * Prepares a graph for repeated evaluation on the given parameter memory.
     *
     * @param graph the graph; it belongs to the evaluator from now on
     * @param parameters an array per parameter name; read at every evaluation, never copied, so that changes in place are
     *     seen
     * @throws IllegalArgumentException if a parameter has no array or one of another shape
     */
    Evaluator compile(LossGraph graph, Map<String, INDArray> parameters);
}
