package org.skipsweep.models.study;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;

/**
 * A multilayer perceptron that classifies feature vectors (model spec B.6), as engines take it.
 *
 * <pre>
 *   h_0 = features;  h_l = dropout(relu(h_(l-1) W_l + b_l))      l = 1..hiddenLayers
 *   logits = h W + b;  loss = mean over the batch of -log softmax(logits) at the label
 * </pre>
 *
 * <p>Dropout masks are inputs, so that the graph itself draws nothing.
 *
 * @param hiddenLayers hidden layers, at least 1
 * @param hiddenUnits their width
 * @param dimensions size of a feature vector
 * @param classes number of classes
 */
record ClassifierGraph(int hiddenLayers, int hiddenUnits, int dimensions, int classes) {
    /** The scalar that training minimises, in nats. */
    static final String LOSS = "loss";

    /** Output of the evaluation graph: unnormalised log-probabilities, [B, classes]. */
    static final String LOGITS = "logits";

    private static final double KEPT = 0.5;

    /** An affine map x W + b. */
    private record Affine(String name, long inputs, long outputs, double standardDeviation) {
        ParameterShape weight() {
            return new ParameterShape(name + ".weight", List.of(inputs, outputs), true);
        }

        ParameterShape bias() {
            return new ParameterShape(name + ".bias", List.of(outputs), true);
        }

        SDVariable apply(SameDiff graph, SDVariable x) {
            SDVariable w = graph.var(weight().name(), x.dataType(), weight().dimensions());
            SDVariable b = graph.var(bias().name(), x.dataType(), bias().dimensions());
            return graph.nn.biasAdd(name, x.mmul(w), b, false);
        }
    }

    /** Input: feature vectors, [B, dimensions]. */
    Input.Observed features() {
        return new Input.Observed("features", List.of(Input.BATCH, (long) dimensions));
    }

    /** The parameters in order, weight before bias. */
    List<ParameterShape> parameters() {
        return affineMaps().stream()
                .flatMap(map -> Stream.of(map.weight(), map.bias()))
                .toList();
    }

    /**
     * Initial values of all parameters in order: weights normal, with variance 2 / inputs before a rectifier (He and others
     * 2015) and 2 / (inputs + outputs) before the softmax (Glorot and Bengio 2010); biases 0.
     */
    float[] initialValues(RandomGenerator random) {
        long length = parameters().stream().mapToLong(ParameterShape::length).sum();
        float[] values = new float[Math.toIntExact(length)];
        int next = 0;
        for (Affine map : affineMaps()) {
            int end = next + (int) map.weight().length();
            for (; next < end; next++) {
                values[next] = (float) (map.standardDeviation() * random.nextGaussian());
            }
            next += (int) map.bias().length();
        }
        return values;
    }

    private List<Affine> affineMaps() {
        List<Affine> maps = new ArrayList<>();
        long inputs = dimensions;
        for (int i = 1; i <= hiddenLayers; i++) {
            maps.add(new Affine("hidden" + i, inputs, hiddenUnits, Math.sqrt(2.0 / inputs)));
            inputs = hiddenUnits;
        }
        maps.add(new Affine(LOGITS, inputs, classes, Math.sqrt(2.0 / (inputs + classes))));
        return maps;
    }

    /** The loss with dropout; its inputs are features, masks and labels. */
    LossGraph training(DataType dataType) {
        SameDiff graph = SameDiff.create();
        List<Input> inputs = new ArrayList<>();
        SDVariable x = declared(graph, features(), dataType, inputs);
        for (Affine map : hidden()) {
            Input mask = new Input.Mask(map.name() + ".mask", List.of(Input.BATCH, map.outputs()), KEPT);
            x = graph.nn.relu(map.apply(graph, x), 0).mul(declared(graph, mask, dataType, inputs));
        }
        SDVariable logProbabilities = graph.nn.logSoftmax(output().apply(graph, x));
        SDVariable labels = declared(graph, new Input.Tokens("labels", List.of(Input.BATCH)), dataType, inputs);
        SDVariable loss = graph.oneHot(labels, classes, -1, 1, 0, dataType)
                .mul(logProbabilities)
                .sum(1)
                .neg()
                .mean(LOSS);
        graph.setLossVariables(loss.name());
        return new LossGraph(graph, inputs, parameters(), LOSS, List.of());
    }

    /** The logits without dropout; its only input is the features. */
    LossGraph evaluation(DataType dataType) {
        SameDiff graph = SameDiff.create();
        List<Input> inputs = new ArrayList<>();
        SDVariable x = declared(graph, features(), dataType, inputs);
        for (Affine map : hidden()) {
            x = graph.nn.relu(map.apply(graph, x), 0);
        }
        // An engine wants a loss of every graph; nobody minimises this one.
        SDVariable loss = output().apply(graph, x).mean(LOSS);
        graph.setLossVariables(loss.name());
        return new LossGraph(graph, inputs, parameters(), LOSS, List.of(LOGITS));
    }

    private List<Affine> hidden() {
        return affineMaps().subList(0, hiddenLayers);
    }

    private Affine output() {
        return affineMaps().get(hiddenLayers);
    }

    private static SDVariable declared(SameDiff graph, Input input, DataType dataType, List<Input> inputs) {
        inputs.add(input);
        return graph.placeHolder(input.name(), input.dataType(dataType), input.placeholder());
    }
}
