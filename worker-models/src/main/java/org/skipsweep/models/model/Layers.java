package org.skipsweep.models.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.form.MaskedForm;
import org.skipsweep.models.engine.form.PlainForm;
import org.skipsweep.models.engine.form.SplitForm;
import org.skipsweep.models.model.Parameter.Role;

/**
 * Adds layers with parameters to a SameDiff graph and remembers the parameters in order of creation.
 *
 * <p>Unless said otherwise, initial values follow the PyTorch default of the authors' time: weight and bias uniform within
 * 1/sqrt(fan-in) (model spec A).
 */
public final class Layers {
    private final SameDiff graph;
    private final DataType dataType;
    private final Phase phase;
    private final boolean plain;
    /** Where exp is far from overflow and softplus equals its argument to the last bit in either precision. */
    private static final double LINEAR_FROM = 80;

    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private long multiplyAdds;
    private final Map<String, String> nextStatistics = new LinkedHashMap<>();

    /** Layers of {@code graph}, with parameters of type {@code dataType}, in the form that is fast. */
    public Layers(SameDiff graph, DataType dataType, Phase phase) {
        this(graph, dataType, phase, false);
    }

    /** Layers in the form in which the paper has them. */
    public static Layers plain(SameDiff graph, DataType dataType, Phase phase) {
        return new Layers(graph, dataType, phase, true);
    }

    private Layers(SameDiff graph, DataType dataType, Phase phase, boolean plain) {
        this.graph = graph;
        this.dataType = dataType;
        this.phase = phase;
        this.plain = plain;
    }

    /**
     * An affine map {@code x W + b}, with W of shape [inputs, outputs].
     *
     * @param name prefix of the parameters {@code name.weight} and {@code name.bias}
     * @param x [B, inputs]
     * @return [B, outputs]
     */
    public SDVariable linear(String name, SDVariable x, long inputs, long outputs) {
        SDVariable weight = weight(name, List.of(inputs, outputs), inputs);
        SDVariable bias = bias(name, outputs, inputs);
        count(inputs * outputs);
        return graph.nn.biasAdd(name, x.mmul(weight), bias, false);
    }

    /** The rectifier max(0, x). */
    public SDVariable relu(SDVariable x) {
        return graph.nn.relu(x, 0);
    }

    /**
     * -log p(x) of binary observations under independent Bernoulli distributions.
     *
     * @param x [B, n]
     * @param logits [B, n]
     * @return [B], in nats
     */
    public SDVariable bernoulli(SDVariable x, SDVariable logits) {
        return softplus(logits).sub(x.mul(logits)).sum(1);
    }

    /** ND4J's softplus, which is infinite from about 88 on in single precision, continued by its asymptote. */
    private SDVariable softplus(SDVariable x) {
        SDVariable excess = graph.nn.relu(x.sub(LINEAR_FROM), 0);
        return graph.nn.softplus(x.sub(excess)).add(excess);
    }

    /**
     * How masked convolutions are computed.
     *
     * @param pixels the images, [B, side, side, 1]
     * @param side rows and columns of all maps
     */
    MaskedForm maskedForm(SDVariable pixels, int side) {
        return plain ? new PlainForm(side) : new SplitForm(pixels, side);
    }

    /** Adds an input to the graph. */
    public SDVariable input(Input input) {
        inputs.add(input);
        return graph.placeHolder(input.name(), input.dataType(dataType), input.placeholder());
    }

    /** All inputs so far, in order of creation. */
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /** The graph that layers are added to. */
    public SameDiff graph() {
        return graph;
    }

    DataType dataType() {
        return dataType;
    }

    Phase phase() {
        return phase;
    }

    /** Adds the weight {@code name.weight} of a layer with the given number of inputs to each output. */
    SDVariable weight(String name, List<Long> shape, long fanIn) {
        return parameter(name + ".weight", shape, Initialization.ofFanIn(fanIn), Role.WEIGHT);
    }

    /** Adds the bias {@code name.bias} of such a layer. */
    SDVariable bias(String name, long outputs, long fanIn) {
        return parameter(name + ".bias", List.of(outputs), Initialization.ofFanIn(fanIn), Role.BIAS);
    }

    SDVariable parameter(String name, List<Long> shape, Initialization initialization, Role role) {
        Parameter parameter =
                new Parameter(new ParameterShape(name, shape, role != Role.RUNNING_STATISTIC), initialization, role);
        parameters.add(parameter);
        return graph.var(name, dataType, parameter.dimensions());
    }

    /** Says that a training step replaces the running statistic by {@code next}. */
    void renew(SDVariable statistic, SDVariable next) {
        nextStatistics.put(
                statistic.name(), next.rename(statistic.name() + ".next").name());
    }

    /** Counts multiplications, each with an addition, that what was added takes for one example. */
    void count(long more) {
        multiplyAdds += more;
    }

    /** Multiplications, each with an addition, that all layers so far take for one example. */
    public long multiplyAdds() {
        return multiplyAdds;
    }

    /** The shapes of all parameters so far, in order of creation. */
    public List<ParameterShape> shapes() {
        return parameters.stream().map(Parameter::shape).toList();
    }

    /** All parameters so far, in order of creation. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /** The outputs that hold the next values of running statistics, by statistic. */
    public Map<String, String> nextStatistics() {
        return new LinkedHashMap<>(nextStatistics);
    }
}
