package org.skipsweep.models.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss as a SameDiff graph: the form in which every model and objective reaches an engine.
 *
 * @param graph the graph; its parameters hold no values that matter, engines bind memory to them
 * @param inputs what it declares to be filled at every pass
 * @param parameters the arrays that outlive a step, in the order of the flattened parameter vector
 * @param loss name of the scalar to be minimised
 * @param outputs names of further values that callers may ask for
 * @param nextStatistics for each running statistic that a training step renews, the name of the output that holds its
 *     next value
 */
public record LossGraph(
        SameDiff graph,
        List<Input> inputs,
        List<ParameterShape> parameters,
        String loss,
        List<String> outputs,
        Map<String, String> nextStatistics) {

    /** A graph without running statistics. */
    public LossGraph(
            SameDiff graph, List<Input> inputs, List<ParameterShape> parameters, String loss, List<String> outputs) {
        this(graph, inputs, parameters, loss, outputs, Map.of());
    }

    /** The next values of running statistics, by statistic, among the values that a training step left. */
    public Map<String, INDArray> next(Map<String, INDArray> values) {
        Map<String, INDArray> next = new LinkedHashMap<>();
        nextStatistics.forEach((statistic, value) -> next.put(statistic, values.get(value)));
        return next;
    }

    /** The parameters that are trained, in order. */
    public List<ParameterShape> trainable() {
        return parameters.stream().filter(ParameterShape::trainable).toList();
    }

    /** Their names. */
    public Set<String> trainableNames() {
        return trainable().stream().map(ParameterShape::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the inputs that the loss has a gradient with respect to. */
    public List<String> free() {
        return inputs.stream()
                .filter(Input.Free.class::isInstance)
                .map(Input::name)
                .toList();
    }

    /**
     * Makes sure that the graph can be computed with the arrays given.
     *
     * @param arrays by parameter name; what is no parameter is passed over
     * @throws IllegalArgumentException naming the first parameter that has no array or one of another shape
     */
    public void requireArrays(Map<String, INDArray> arrays) {
        for (ParameterShape parameter : parameters) {
            INDArray array = arrays.get(parameter.name());
            if (array == null || !Arrays.equals(array.shape(), parameter.dimensions())) {
                throw new IllegalArgumentException("parameter " + parameter.name() + " needs an array of shape "
                        + parameter.shape() + " but got "
                        + (array == null ? "none" : Arrays.toString(array.shape())));
            }
        }
    }

    /**
     * Makes sure that every input has an array that fits, and that all agree on the number of examples and of time steps.
     *
     * @throws IllegalArgumentException naming the first input that has no array or one of another shape
     */
    public void requireInputs(Map<String, INDArray> arrays) {
        long batch = -1;
        long length = -1;
        for (Input input : inputs) {
            INDArray array = arrays.get(input.name());
            if (array == null) {
                throw new IllegalArgumentException("no array was given for input " + input.name());
            }
            List<Long> shape = input.shape();
            boolean fits = array.rank() == shape.size();
            for (int i = 0; fits && i < shape.size(); i++) {
                long size = array.size(i);
                if (shape.get(i) == Input.BATCH) {
                    fits = batch < 0 || batch == size;
                    batch = size;
                } else if (shape.get(i) == Input.LENGTH || shape.get(i) == Input.STEPS) {
                    long implied = shape.get(i) == Input.STEPS ? size + 1 : size;
                    fits = length < 0 || length == implied;
                    length = implied;
                } else {
                    fits = shape.get(i) == size;
                }
            }
            if (!fits) {
                throw new IllegalArgumentException("input " + input.name() + " needs an array of shape "
                        + described(shape) + " but got " + Arrays.toString(array.shape()));
            }
        }
    }

    private static String described(List<Long> shape) {
        return shape.stream().map(LossGraph::described).toList().toString();
    }

    private static String described(long size) {
        if (size == Input.BATCH) {
            return "batch";
        }
        return size == Input.LENGTH ? "length" : size == Input.STEPS ? "length - 1" : Long.toString(size);
    }
}
