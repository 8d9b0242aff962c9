package org.skipsweep.models.train;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays in native memory that carry values into a graph, one for each input and shape, written again and again: an engine may
 * hold on to every array that it was ever given.
 */
final class StagingArrays {
    private record Key(String input, int rows, int columns) {}

    private final Map<Key, INDArray> arrays = new HashMap<>();

    /** An array of shape [rows, columns], holding {@code values} until the next call for this input and shape. */
    INDArray holding(String input, float[] values, int rows, int columns) {
        INDArray array = arrays.computeIfAbsent(
                new Key(input, rows, columns),
                key -> Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', key.rows(), key.columns()));
        if (Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU) {
            array.data().asNioFloat().put(0, values);
        } else {
            array.data().setData(values);
        }
        return array;
    }
}
