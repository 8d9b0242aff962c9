package org.skipsweep.models.engine.libtorch;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What Deeplearning4j keeps of a network in training.
 *
 * @param flat all parameters, one after the other
 * @param parameters each of them, as a view of {@code flat}
 * @param state Adam's state: all means, then all mean squares, in the order of {@code flat}
 */
public record TrainingMemory(INDArray flat, Map<String, INDArray> parameters, INDArray state) {

    /** @throws IllegalArgumentException if the sizes do not fit */
    public TrainingMemory {
        parameters = Map.copyOf(parameters);
        long length = parameters.values().stream().mapToLong(INDArray::length).sum();
        if (flat.length() != length || state.length() != 2 * length) {
            throw new IllegalArgumentException("parameters of " + length + " values need flat memory and twice as much"
                    + " state, but these have " + flat.length() + " and " + state.length());
        }
    }
}
