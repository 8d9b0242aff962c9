package org.skipsweep.models.engine.libtorch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Does passes over one graph for a caller that has ND4J's arrays. To be called on the stream of the parameters. */
interface Passes extends AutoCloseable {

    /**
     * Does one.
     *
     * @param inputs an array per name of an input
     * @param gradient a tensor per name of a parameter that the pass differentiates with respect to; overwritten
     * @param free an array per name of a free input that it differentiates with respect to; overwritten
     * @return the outputs, valid until the next call
     * @throws IllegalStateException if libtorch refuses a call, naming the operation
     */
    Map<String, INDArray> run(
            Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient, Map<String, INDArray> free);

    @Override
    void close();
}
