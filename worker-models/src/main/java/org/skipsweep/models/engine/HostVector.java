package org.skipsweep.models.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A vector in arrays of ND4J, one for each parameter.
 *
 * @param arrays by name of the parameter
 */
public record HostVector(Map<String, INDArray> arrays) implements ParameterVector {

    /** Keeps the order. */
    public HostVector {
        arrays = new LinkedHashMap<>(arrays);
    }

    /** A vector of zeros, laid out in memory as this one. */
    public HostVector another() {
        Map<String, INDArray> zeros = new LinkedHashMap<>();
        arrays.forEach((name, array) ->
                zeros.put(name, Nd4j.create(array.dataType(), array.shape(), array.stride(), array.ordering())));
        return new HostVector(zeros);
    }

    @Override
    public void add(double factor, ParameterVector other) {
        Map<String, INDArray> others = ((HostVector) other).arrays;
        arrays.forEach((name, array) ->
                Nd4j.getBlasWrapper().level1().axpy(array.length(), factor, flat(others.get(name)), flat(array)));
    }

    @Override
    public void scale(double factor) {
        arrays.values().forEach(array -> array.muli(factor));
    }

    @Override
    public double squaredNorm() {
        EuclideanNorm loops = new EuclideanNorm();
        double sum = 0;
        for (INDArray array : arrays.values()) {
            double norm = FloatMemory.reaches(array)
                    ? loops.of(FloatMemory.of(array))
                    : array.norm2Number().doubleValue();
            sum += norm * norm;
        }
        return sum;
    }

    private static INDArray flat(INDArray array) {
        return array.reshape(array.ordering(), new long[] {array.length()});
    }
}
