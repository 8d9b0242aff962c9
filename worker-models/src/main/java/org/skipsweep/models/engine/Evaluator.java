package org.skipsweep.models.engine;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph ready to run. Not safe for use by several threads at once.
 *
 * <p>Pass the same input arrays with new values from call to call where you can: the native side of an engine may hold on
 * to every array that it was ever given.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Forward pass.
     *
     * @param inputs an array per input name; the first dimension, the batch size, may differ from call to call
     * @param outputs names of the values wanted
     * @return those values; they stay valid until the next call
     */
    Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs);

    /**
     * Forward and backward pass.
     *
     * @param inputs as for {@link #evaluate}
     * @param gradients an array per name of a trainable parameter, overwritten with the gradient of the loss
     * @param outputs names of further values wanted
     * @return those values; they stay valid until the next call
     */
    Map<String, INDArray> gradient(Map<String, INDArray> inputs, Map<String, INDArray> gradients, List<String> outputs);

    @Override
    void close();
}
