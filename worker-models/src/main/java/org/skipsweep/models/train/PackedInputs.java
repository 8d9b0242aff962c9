package org.skipsweep.models.train;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.Input;

/**
 * The inputs of a training step in the form that Deeplearning4j carries: features are the observations, labels everything
 * else, side by side, one row per example.
 *
 * @param inputs as the objective declares them, the observation first
 */
record PackedInputs(List<Input> inputs) {

    /** A data set of its own memory. */
    DataSet pack(Map<String, INDArray> arrays) {
        INDArray observed = arrays.get(inputs.get(0).name());
        INDArray[] others = others().map(input -> rows(arrays.get(input.name()), observed.size(0)))
                .toArray(INDArray[]::new);
        return new DataSet(observed.dup(), Nd4j.concat(1, others));
    }

    private static INDArray rows(INDArray array, long examples) {
        return array.reshape('c', examples, array.length() / examples);
    }

    /** The arrays by name of the input, views of those given. */
    Map<String, INDArray> unpack(INDArray features, INDArray labels) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(inputs.get(0).name(), features);
        long length = features.rank() > 1 ? features.size(1) : 1;
        Map<String, Long> widths = new HashMap<>();
        others().forEach(input -> {
            long[] shape = input.dimensions(features.size(0), length);
            long width = 1;
            for (int i = 1; i < shape.length; i++) {
                width *= shape[i];
            }
            long from = widths.values().stream().mapToLong(Long::longValue).sum();
            widths.put(input.name(), width);
            INDArray columns = labels.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + width));
            arrays.put(input.name(), shape.length == 2 ? columns : columns.reshape('c', shape));
        });
        return arrays;
    }

    private Stream<Input> others() {
        return inputs.stream().skip(1);
    }
}
