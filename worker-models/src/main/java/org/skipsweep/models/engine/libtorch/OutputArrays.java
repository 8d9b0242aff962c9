package org.skipsweep.models.engine.libtorch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays that carry values out, one for each name and shape, written again and again. */
final class OutputArrays implements AutoCloseable {
    private record Key(String name, DataType dataType, List<Long> shape) {}

    private final Map<Key, INDArray> arrays = new HashMap<>();

    /** An array with the tensor's values until the next call for this name and shape. */
    INDArray holding(String name, Tensor tensor) {
        long[] shape = tensor.shape();
        DataType dataType = TorchMemory.dataType(tensor.scalar_type());
        INDArray array = arrays.computeIfAbsent(
                new Key(name, dataType, Arrays.stream(shape).boxed().toList()),
                key -> Nd4j.createUninitializedDetached(dataType, 'c', shape));
        TorchMemory.share(array).copy_(tensor.detach());
        return array;
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
        arrays.clear();
    }
}
