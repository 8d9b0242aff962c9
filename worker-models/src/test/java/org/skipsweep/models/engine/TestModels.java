package org.skipsweep.models.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.VariationalAutoencoder;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Tiny models, parameters and minibatches in double precision. */
public final class TestModels {
    /** VAE of 6 pixels, D = 3, 2 decoder layers of 5. */
    public static final MlpVae VAE = new MlpVae(6, 3, 2, 5, false, false);

    /** The same with z given to every decoder layer. */
    public static final MlpVae SKIP = new MlpVae(6, 3, 2, 5, true, false);

    /** The same with z given to the output layer too. */
    public static final MlpVae SKIP_OUTPUT = new MlpVae(6, 3, 2, 5, true, true);

    /** The smallest one: every size but the number of pixels is 1. SameDiff's own session cannot run it. */
    public static final MlpVae NARROW = new MlpVae(6, 1, 1, 1, true, false);

    private TestModels() {}

    /** All but the smallest. */
    public static List<MlpVae> all() {
        return List.of(VAE, SKIP, SKIP_OUTPUT);
    }

    /** The loss graph in double precision. */
    public static LossGraph graph(MlpVae model) {
        return Elbo.graph(model, DataType.DOUBLE, Phase.TRAINING);
    }

    /** Normal values with standard deviation 0.5, about 0.3 for biases so that most hidden units are active. */
    public static Map<String, INDArray> parameters(LossGraph graph, long seed) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        int index = 0;
        for (ParameterShape parameter : graph.parameters()) {
            RandomGenerator random = new Draws(seed).of(Purpose.INITIALIZATION, index++);
            double[] values = new double[(int) parameter.length()];
            double centre = parameter.name().endsWith(".bias") ? 0.3 : 0;
            Arrays.setAll(values, i -> centre + 0.5 * random.nextGaussian());
            parameters.put(parameter.name(), Nd4j.createFromArray(values).reshape('c', parameter.dimensions()));
        }
        return parameters;
    }

    /** Zeros in the shapes of the parameters. */
    public static Map<String, INDArray> zeros(LossGraph graph) {
        Map<String, INDArray> zeros = new LinkedHashMap<>();
        graph.parameters()
                .forEach(parameter -> zeros.put(parameter.name(), Nd4j.zeros(DataType.DOUBLE, parameter.dimensions())));
        return zeros;
    }

    /** A random minibatch with a KL weight of its own for every example. */
    public static Map<String, INDArray> inputs(VariationalAutoencoder model, int batch, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.TRAINING_NOISE, batch);
        double[][] x = new double[batch][model.pixels()];
        double[][] noise = new double[batch][model.latentDim()];
        double[][] klWeight = new double[batch][1];
        for (int i = 0; i < batch; i++) {
            Arrays.setAll(x[i], pixel -> random.nextBoolean() ? 1 : 0);
            Arrays.setAll(noise[i], d -> random.nextGaussian());
            klWeight[i][0] = random.nextDouble();
        }
        return Map.of(
                Elbo.OBSERVATIONS, Nd4j.createFromArray(x),
                Elbo.NOISE, Nd4j.createFromArray(noise),
                Elbo.KL_WEIGHT, Nd4j.createFromArray(klWeight));
    }
}
