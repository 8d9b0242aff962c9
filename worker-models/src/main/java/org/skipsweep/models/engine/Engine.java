package org.skipsweep.models.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Training on a device with memory of its own, where it does not pay to carry parameters to and fro at every step.
     *
     * @param graph the graph; it belongs to the training from now on
     * @param layout names of its parameters in the order in which Deeplearning4j keeps them
     * @param rule what a step does with the gradient
     * @return empty if the engine computes in Deeplearning4j's own memory
     */
    default Optional<ResidentTraining> resident(LossGraph graph, List<String> layout, AdamRule rule) {
        return Optional.empty();
    }
}
