package org.skipsweep.models.model;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Parameter;

/**
 * Adds layers with trainable parameters to a SameDiff graph and remembers the parameters in order of creation.
 *
 * <p>Initial values follow the PyTorch default of the authors' time: weight and bias uniform within
 * 1/sqrt(fan-in) (model spec A).
 */
public final class Layers {
    private final SameDiff graph;
    private final DataType dataType;
    private final List<Parameter> parameters = new ArrayList<>();

    /** Layers of {@code graph}, with parameters of type {@code dataType}. */
    public Layers(SameDiff graph, DataType dataType) {
        this.graph = graph;
        this.dataType = dataType;
    }

    /**
     * An affine map {@code x W + b}, with W of shape [inputs, outputs].
     *
     * @param name prefix of the parameters {@code name.weight} and {@code name.bias}
     * @param x [B, inputs]
     * @return [B, outputs]
     */
    public SDVariable linear(String name, SDVariable x, long inputs, long outputs) {
        double bound = 1 / Math.sqrt((double) inputs);
        SDVariable weight = parameter(new Parameter(name + ".weight", List.of(inputs, outputs), bound, false));
        SDVariable bias = parameter(new Parameter(name + ".bias", List.of(outputs), bound, true));
        return graph.nn.biasAdd(name, x.mmul(weight), bias, false);
    }

    /** The rectifier max(0, x). */
    public SDVariable relu(SDVariable x) {
        return graph.nn.relu(x, 0);
    }

    /** All parameters so far, in order of creation. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    private SDVariable parameter(Parameter parameter) {
        parameters.add(parameter);
        return graph.var(parameter.name(), dataType, parameter.dimensions());
    }
}
