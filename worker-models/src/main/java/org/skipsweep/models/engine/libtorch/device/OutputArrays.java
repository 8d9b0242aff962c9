package org.skipsweep.models.engine.libtorch.device;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Bounded;

/** ND4J arrays that carry values out, one for each name and shape, written again and again; a bounded number of them. */
public final class OutputArrays implements AutoCloseable {
    private record Key(String name, DataType dataType, List<Long> shape) {}

    private static final int KEPT = 256;

    private final Bounded<Key, INDArray> arrays = new Bounded<>(KEPT, INDArray::close);

    /** An array with the tensor's values until the next call for this name and shape. */
    public INDArray holding(String name, Tensor tensor) {
        long[] shape = tensor.shape();
        DataType dataType = TorchMemory.dataType(tensor.scalar_type());
        INDArray array = arrays.get(
                new Key(name, dataType, Arrays.stream(shape).boxed().toList()),
                () -> Nd4j.createUninitializedDetached(dataType, 'c', shape));
        TorchMemory.share(array).copy_(tensor.detach());
        return array;
    }

    @Override
    public void close() {
        arrays.close();
    }
}
