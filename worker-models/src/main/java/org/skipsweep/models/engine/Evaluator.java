package org.skipsweep.models.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph ready to run. Not safe for use by several threads at once.
 *
 * <p>Pass the same input arrays with new values from call to call where you can: the native side of an engine may hold on
 * to every array that it was ever given. What an engine prepares for a combination of input shapes is kept for a bounded
 * number of them.
 */
public interface Evaluator extends AutoCloseable {
    /**
     * Forward pass.
     *
     * @param inputs an array per input name; sizes that vary may differ from call to call
     * @param outputs names of the values wanted
     * @return those values; they stay valid until the next call
     * @throws IllegalArgumentException if an input has no array or one that does not fit
     */
    Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs);

    /**
     * Forward and backward pass.
     *
     * @param inputs as for {@link #evaluate}
     * @param gradient overwritten, for the trained parameters of the graph, with the gradient of the loss; other parameters
     *     of the vector are left as they are
     * @param free an array per name of a {@link Input.Free free} input, overwritten with the gradient with respect to it
     * @param outputs names of further values wanted
     * @return those values; they stay valid until the next call
     * @throws IllegalArgumentException as for {@link #evaluate}
     */
    Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, ParameterVector gradient, Map<String, INDArray> free, List<String> outputs);

    /** Likewise with respect to free inputs alone. */
    Map<String, INDArray> freeGradient(Map<String, INDArray> inputs, Map<String, INDArray> free, List<String> outputs);

    /** Likewise with the gradients of parameters and free inputs in arrays by name. */
    default Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, Map<String, INDArray> gradients, List<String> outputs) {
        Map<String, INDArray> parameters = new LinkedHashMap<>(gradients);
        Map<String, INDArray> free = new LinkedHashMap<>(gradients);
        parameters.keySet().removeAll(inputs.keySet());
        free.keySet().retainAll(inputs.keySet());
        return gradient(inputs, new HostVector(parameters), free, outputs);
    }

    @Override
    void close();
}
