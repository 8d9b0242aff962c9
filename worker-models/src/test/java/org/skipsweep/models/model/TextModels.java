package org.skipsweep.models.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.objective.LanguageModelNll;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Tiny models of text with parameters and minibatches. */
public final class TextModels {
    public static final LstmSizes SIZES = new LstmSizes(9, 3, 4, 0.5, 0.1, 5);
    public static final LstmLanguageModel LANGUAGE_MODEL = new LstmLanguageModel(SIZES);
    public static final LstmVae VAE = new LstmVae(SIZES, 2, false);
    public static final LstmVae SKIP = new LstmVae(SIZES, 2, true);

    /** Name of z where it is an input. */
    public static final String Z = "z";

    private TextModels() {}

    /** The three models' losses in training, by name. */
    public static Map<String, LossGraph> graphs(DataType dataType, Phase phase) {
        Map<String, LossGraph> graphs = new LinkedHashMap<>();
        graphs.put("LM", LanguageModelNll.graph(LANGUAGE_MODEL, dataType, phase));
        graphs.put("VAE", Elbo.graph(VAE, dataType, phase));
        graphs.put("SKIP", Elbo.graph(SKIP, dataType, phase));
        return graphs;
    }

    /** -log p(x|z) with z as a free input: the mean over the batch, and each example's. */
    public static LossGraph decoder(LstmVae model, DataType dataType, Phase phase) {
        Layers layers = new Layers(SameDiff.create(), dataType, phase);
        SDVariable tokens = layers.input(model.observation());
        SDVariable z = layers.input(new Input.Free(Z, List.of(Input.BATCH, (long) model.latentDim())));
        SDVariable loss = model.negativeLogLikelihood(layers, tokens, z)
                .rename(Elbo.NEGATIVE_LOG_LIKELIHOOD)
                .mean(Elbo.LOSS);
        layers.graph().setLossVariables(loss.name());
        return new LossGraph(
                layers.graph(), layers.inputs(), layers.shapes(), Elbo.LOSS, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD));
    }

    /** Normal values with standard deviation 0.7. */
    public static Map<String, INDArray> parameters(LossGraph graph, DataType dataType, long seed) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        int index = 0;
        for (ParameterShape parameter : graph.parameters()) {
            RandomGenerator random = new Draws(seed).of(Purpose.INITIALIZATION, index++);
            double[] values = new double[(int) parameter.length()];
            Arrays.setAll(values, i -> 0.7 * random.nextGaussian());
            parameters.put(
                    parameter.name(),
                    Nd4j.createFromArray(values)
                            .reshape('c', parameter.dimensions())
                            .castTo(dataType));
        }
        return parameters;
    }

    /** Zeros in the shapes of the parameters. */
    public static Map<String, INDArray> zeros(LossGraph graph, DataType dataType) {
        Map<String, INDArray> zeros = new LinkedHashMap<>();
        graph.trainable()
                .forEach(parameter -> zeros.put(parameter.name(), Nd4j.zeros(dataType, parameter.dimensions())));
        return zeros;
    }

    /** A value for every input, masks included, for sentences of {@code length} tokens. */
    public static Map<String, INDArray> inputs(LossGraph graph, DataType dataType, int batch, int length, long seed) {
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        RandomGenerator random = new Draws(seed).of(Purpose.TRAINING_NOISE, 0);
        for (Input input : graph.inputs()) {
            long[] shape = input.dimensions(batch, length);
            INDArray array = Nd4j.create(input.dataType(dataType), shape);
            for (long i = 0; i < array.length(); i++) {
                if (input instanceof Input.Tokens) {
                    boolean first = i % length == 0;
                    boolean last = i % length == length - 1;
                    array.putScalar(i, first ? 2 : last ? 3 : 4 + random.nextInt(SIZES.vocabulary() - 4));
                } else if (input instanceof Input.Mask mask) {
                    array.putScalar(i, random.nextDouble() < mask.keep() ? 1 / mask.keep() : 0);
                } else if (input instanceof Input.Weight) {
                    array.putScalar(i, random.nextDouble());
                } else {
                    array.putScalar(i, random.nextGaussian());
                }
            }
            inputs.put(input.name(), array);
        }
        return inputs;
    }
}
