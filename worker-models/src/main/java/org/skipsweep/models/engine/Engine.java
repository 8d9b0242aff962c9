package org.skipsweep.models.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes values and gradients of {@link LossGraph}s. */
public interface Engine {
    /** Name and version, as results record it. */
    String description();

    /**
     * Where parameters lie while this engine trains them.
     *
     * @param host the network's own memory
     * @return {@code host} itself on the processor
     */
    ParameterMemory memory(HostMemory host);

    /**
     * Prepares a graph for repeated evaluation.
     *
     * @param graph the graph; it belongs to the evaluator from now on
     * @param memory the parameters, which are read at every evaluation, so that changes in place are seen
     * @throws IllegalArgumentException if a parameter has no array or one of another shape
     */
    Evaluator compile(LossGraph graph, ParameterMemory memory);

    /** The same with parameters that are read only, by name. */
    default Evaluator compile(LossGraph graph, Map<String, INDArray> parameters) {
        return compile(graph, HostMemory.readOnly(parameters));
    }
}
