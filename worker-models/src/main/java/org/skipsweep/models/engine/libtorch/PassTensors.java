package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;

/**
 * Tensors on a device that stay where they are, for a pass to read and write at each repetition.
 *
 * @param inputs by name of an input
 * @param derivatives by name of a parameter or free input
 * @param outputs by name of an output
 */
record PassTensors(Map<String, Tensor> inputs, Map<String, Tensor> derivatives, Map<String, Tensor> outputs)
        implements AutoCloseable {

    /**
     * What a pass had, to have it again.
     *
     * @param gradient kept itself
     */
    static PassTensors like(
            Map<String, INDArray> inputs,
            Map<String, Tensor> gradient,
            Map<String, INDArray> free,
            Map<String, INDArray> outputs,
            Device device) {
        Map<String, Tensor> derivatives = copies(free, device);
        gradient.forEach((name, tensor) -> derivatives.put(name, kept(tensor)));
        return new PassTensors(copies(inputs, device), derivatives, copies(outputs, device));
    }

    private static Map<String, Tensor> copies(Map<String, INDArray> arrays, Device device) {
        Map<String, Tensor> tensors = new HashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, kept(TorchMemory.copy(TorchMemory.share(array), device))));
        return tensors;
    }

    /** The tensor, which scopes do not release from now on. */
    private static Tensor kept(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /** Sets the inputs to the values of arrays. */
    void read(Map<String, INDArray> arrays) {
        inputs.forEach((name, tensor) -> tensor.copy_(TorchMemory.share(arrays.get(name))));
    }

    /** Sets an array to the derivative with respect to a parameter or free input. */
    void write(String name, INDArray array) {
        TorchMemory.share(array).copy_(derivatives.get(name));
    }

    @Override
    public void close() {
        Stream.of(inputs, derivatives, outputs)
                .flatMap(tensors -> tensors.values().stream())
                .forEach(Tensor::close);
    }
}
