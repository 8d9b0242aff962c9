package org.skipsweep.models.model;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.form.LstmForm;
import org.skipsweep.models.model.Parameter.Role;

/**
 * The layers of the text models (model spec A.3 and A.4). All parameters, embeddings and biases among them, are drawn
 * uniformly from the same range. Sequences have shape [B, T, features].
 *
 * <p>Tokens are written as one-hot rows: the gradient of SameDiff's {@code gather} is a loop, and that of its sparse
 * cross-entropy leaves out the gradient that comes in.
 */
final class TextLayers {
    private final Layers layers;
    private final SameDiff graph;
    private final LstmSizes sizes;
    private final Initialization initialization;

    TextLayers(Layers layers, LstmSizes sizes) {
        this.layers = layers;
        this.graph = layers.graph();
        this.sizes = sizes;
        this.initialization = new Initialization.Uniform(-sizes.initialRange(), sizes.initialRange());
    }

    /** Precision of real numbers. */
    DataType dataType() {
        return layers.dataType();
    }

    /**
     * Word vectors.
     *
     * @param tokens [B, T]
     * @return [B, T, E]
     */
    SDVariable embedding(String name, SDVariable tokens) {
        long units = sizes.embeddingUnits();
        SDVariable vectors = parameter(name + ".weight", Role.WEIGHT, (long) sizes.vocabulary(), units);
        SDVariable shape = graph.concat(0, graph.shape(tokens), graph.constant(Nd4j.createFromArray(units)));
        return graph.reshape(oneHot(tokens).mmul(vectors), shape);
    }

    /** An LSTM with two bias vectors, which are added up. */
    LstmForm lstm(String name, long inputs) {
        long units = sizes.hiddenUnits();
        layers.count(4L * sizes.nominalLength() * units * (inputs + units));
        SDVariable weight = parameter(name + ".weight", Role.WEIGHT, inputs, 4 * units);
        SDVariable recurrentWeight = parameter(name + ".recurrentWeight", Role.WEIGHT, units, 4 * units);
        SDVariable bias = parameter(name + ".bias", Role.BIAS, 4 * units);
        SDVariable recurrentBias = parameter(name + ".recurrentBias", Role.BIAS, 4 * units);
        return new LstmForm(weight, recurrentWeight, bias.add(recurrentBias));
    }

    /** An affine map of {@code x}, [B, inputs], once per example. */
    SDVariable linear(String name, SDVariable x, long inputs, long outputs) {
        return affine(name, x, inputs, outputs, 1);
    }

    private SDVariable affine(String name, SDVariable x, long inputs, long outputs, long times) {
        layers.count(times * inputs * outputs);
        SDVariable weight = parameter(name + ".weight", Role.WEIGHT, inputs, outputs);
        SDVariable bias = parameter(name + ".bias", Role.BIAS, outputs);
        return graph.nn.biasAdd(name, x.mmul(weight), bias, false);
    }

    /**
     * -log p of each token under a softmax over the vocabulary.
     *
     * @param features what is known before each token, [B, T, inputs]
     * @param tokens [B, T]
     * @return [B, T], in nats
     */
    SDVariable negativeLogLikelihood(String name, SDVariable features, SDVariable tokens, long inputs) {
        SDVariable logProbabilities = logProbabilities(name, features, inputs);
        return graph.reshape(oneHot(tokens).mul(logProbabilities).sum(1).neg(), graph.shape(tokens));
    }

    /**
     * log p of every word under a softmax over the vocabulary.
     *
     * @param features what is known before each token, [B, T, inputs]
     * @return [B T, V], in nats
     */
    SDVariable logProbabilities(String name, SDVariable features, long inputs) {
        return graph.nn.logSoftmax(
                affine(name, graph.reshape(features, -1, inputs), inputs, sizes.vocabulary(), sizes.nominalLength()));
    }

    /** A row for each token, 1 where its number is and 0 elsewhere, [B T, V]. */
    private SDVariable oneHot(SDVariable tokens) {
        return graph.oneHot(graph.reshape(tokens, -1), sizes.vocabulary(), -1, 1, 0, layers.dataType());
    }

    /** Dropout in training, by a mask that the graph declares as an input; {@code x} itself in evaluation. */
    SDVariable dropout(String name, SDVariable x, long features) {
        if (layers.phase() == Phase.EVALUATION || sizes.dropout() == 0) {
            return x;
        }
        SDVariable mask =
                layers.input(new Input.Mask(name, List.of(Input.BATCH, Input.STEPS, features), 1 - sizes.dropout()));
        return x.mul(mask);
    }

    private SDVariable parameter(String name, Role role, Long... shape) {
        return layers.parameter(name, List.of(shape), initialization, role);
    }
}
