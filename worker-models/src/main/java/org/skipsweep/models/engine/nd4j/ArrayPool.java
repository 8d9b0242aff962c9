package org.skipsweep.models.engine.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Hands out arrays and takes them back; an array that came back is handed out again for the same type and shape. */
public final class ArrayPool {
    private record Kind(DataType dataType, List<Long> shape) {
        static Kind of(DataType dataType, long[] shape) {
            return new Kind(dataType, java.util.Arrays.stream(shape).boxed().toList());
        }
    }

    private final Map<Kind, Deque<INDArray>> free = new HashMap<>();
    private final IdentityHashMap<INDArray, Kind> kinds = new IdentityHashMap<>();
    private final List<INDArray> arrays = new ArrayList<>();

    INDArray take(DataType dataType, long[] shape) {
        Kind kind = Kind.of(dataType, shape);
        Deque<INDArray> candidates = free.computeIfAbsent(kind, unused -> new ArrayDeque<>());
        if (!candidates.isEmpty()) {
            return candidates.pop();
        }
        INDArray array = Nd4j.createUninitializedDetached(dataType, 'c', shape);
        arrays.add(array);
        kinds.put(array, kind);
        return array;
    }

    /** A new array that is never handed out again, all zeros. */
    INDArray zeros(DataType dataType, long[] shape) {
        INDArray array = Nd4j.createUninitializedDetached(dataType, 'c', shape).assign(0);
        arrays.add(array);
        return array;
    }

    /** An array that was taken is not handed out again, even if it comes back. */
    void keep(INDArray array) {
        kinds.remove(array);
    }

    boolean owns(INDArray array) {
        return kinds.containsKey(array);
    }

    void release(INDArray array) {
        if (owns(array)) {
            free.get(kinds.get(array)).push(array);
        }
    }

    /** Every array that was ever made here. */
    List<INDArray> arrays() {
        return arrays;
    }
}
