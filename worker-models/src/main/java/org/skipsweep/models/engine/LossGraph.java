package org.skipsweep.models.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss as a SameDiff graph: the form in which every model and objective reaches an engine.
 *
 * @param graph the graph; its parameters hold no values that matter, engines bind memory to them
 * @param inputs names of the placeholders
 * @param parameters the arrays that outlive a step, in the order of the flattened parameter vector
 * @param loss name of the scalar to be minimised
 * @param outputs names of further values that callers may ask for
 * @param nextStatistics for each running statistic that a training step renews, the name of the output that holds its
 *     next value
 */
public record LossGraph(
        SameDiff graph,
        List<String> inputs,
        List<Parameter> parameters,
        String loss,
        List<String> outputs,
        Map<String, String> nextStatistics) {

    /** A graph without running statistics. */
    public LossGraph(
            SameDiff graph, List<String> inputs, List<Parameter> parameters, String loss, List<String> outputs) {
        this(graph, inputs, parameters, loss, outputs, Map.of());
    }

    /** The parameters that are trained, in order. */
    public List<Parameter> trainable() {
        return parameters.stream().filter(Parameter::trainable).toList();
    }

    /**
     * Makes sure that the graph can be computed with the arrays given.
     *
     * @param arrays by parameter name; what is no parameter is passed over
     * @throws IllegalArgumentException naming the first parameter that has no array or one of another shape
     */
    public void requireArrays(Map<String, INDArray> arrays) {
        for (Parameter parameter : parameters) {
            INDArray array = arrays.get(parameter.name());
            if (array == null || !Arrays.equals(array.shape(), parameter.dimensions())) {
                throw new IllegalArgumentException("parameter " + parameter.name() + " needs an array of shape "
                        + parameter.shape() + " but got "
                        + (array == null ? "none" : Arrays.toString(array.shape())));
            }
        }
    }
}
