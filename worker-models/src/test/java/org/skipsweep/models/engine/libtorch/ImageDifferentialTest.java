package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.libtorch.fusion.Fusions;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** The image VAE on libtorch against the same graph on ND4J. */
class ImageDifferentialTest {
    private static final int SIDE = 9;
    private static final int LATENT_DIM = 3;

    @ParameterizedTest
    @CsvSource({
        "TRAINING, false, DOUBLE, 1e-10",
        "TRAINING, true, DOUBLE, 1e-10",
        "EVALUATION, true, DOUBLE, 1e-10",
        "TRAINING, true, FLOAT, 1e-5",
        "EVALUATION, false, FLOAT, 1e-5"
    })
    void valuesAndGradients_areThoseOfNd4j(Phase phase, boolean skip, DataType dataType, double tolerance) {
        ImageVae model = model(skip);
        Outcome expected = Outcome.of(new Nd4jEngine(), Elbo.graph(model, dataType, phase), dataType);
        Outcome actual = Outcome.of(
                new LibtorchEngine(new Device.Cpu(), Precision.FP32), Elbo.graph(model, dataType, phase), dataType);
        Differences.assertClose(actual.values(), expected.values(), tolerance);
        Differences.assertGradientsClose(actual.gradients(), expected.gradients(), tolerance);
    }

    @Test
    void reducedPrecision_keepsLossAndGradientNear() {
        Outcome full = Outcome.of(
                new LibtorchEngine(new Device.Cpu(), Precision.FP32),
                Elbo.graph(model(true), DataType.FLOAT, Phase.TRAINING),
                DataType.FLOAT);
        Outcome reduced = Outcome.of(
                new LibtorchEngine(new Device.Cpu(), Precision.BF16),
                Elbo.graph(model(true), DataType.FLOAT, Phase.TRAINING),
                DataType.FLOAT);
        Differences.assertClose(
                Map.of("loss", reduced.values().get(Elbo.LOSS)),
                Map.of("loss", full.values().get(Elbo.LOSS)),
                0.01);
        assertThat(reduced.values().get(Elbo.LOSS)).isNotEqualTo(full.values().get(Elbo.LOSS));
        Differences.assertGradientsClose(reduced.gradients(), full.gradients(), 0.5);
    }

    @Test
    void fusions_findWhatTheyAreMadeFor() {
        LossGraph graph = Elbo.graph(model(true), DataType.FLOAT, Phase.TRAINING);
        List<String> wanted = new ArrayList<>(graph.outputs());
        wanted.add(graph.loss());
        List<String> calls = Fusions.apply(TorchGraph.calls(graph.graph(), wanted), wanted, graph.loss()).stream()
                .map(TorchCall::name)
                .toList();
        assertThat(calls).contains("batchNormalization", "linear", "logisticLoss", "cornerConvolution");
        assertThat(calls.stream().filter("batchNormalization"::equals)).hasSize(6);
        assertThat(calls).doesNotContain("rsqrt", "softplus");
    }

    private static ImageVae model(boolean skip) {
        return ImageVae.of(new ModelSpec(ModelFamily.IMAGE_VAE, LATENT_DIM, 3, skip, false, 512), SIDE * SIDE);
    }

    private record Outcome(Map<String, INDArray> values, Map<String, INDArray> gradients) {
        static Outcome of(Engine engine, LossGraph graph, DataType dataType) {
            Map<String, INDArray> parameters = new LinkedHashMap<>();
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            for (ParameterShape parameter : graph.parameters()) {
                parameters.put(parameter.name(), random(parameter).castTo(dataType));
                if (parameter.trainable()) {
                    gradients.put(parameter.name(), Nd4j.zeros(dataType, parameter.dimensions()));
                }
            }
            List<String> wanted = new ArrayList<>(graph.outputs());
            wanted.add(graph.loss());
            Map<String, INDArray> values = new HashMap<>();
            try (Evaluator evaluator = engine.compile(graph, parameters)) {
                for (int batch : new int[] {4, 3}) {
                    evaluator
                            .gradient(inputs(batch, dataType), gradients, wanted)
                            .forEach((name, array) -> values.put(name, array.dup()));
                }
            }
            return new Outcome(values, gradients);
        }
    }

    private static INDArray random(ParameterShape parameter) {
        RandomGenerator generator =
                new Draws(1).of(Purpose.INITIALIZATION, parameter.name().hashCode());
        double[] values = new double[(int) parameter.length()];
        long outputs = parameter.shape().get(parameter.shape().size() - 1);
        double deviation = parameter.shape().size() == 1 ? 0.3 : 1 / Math.sqrt((double) parameter.length() / outputs);
        double centre = parameter.trainable() ? 0 : 2;
        Arrays.setAll(values, i -> centre + deviation * generator.nextGaussian());
        return Nd4j.createFromArray(values).reshape('c', parameter.dimensions());
    }

    private static Map<String, INDArray> inputs(int batch, DataType dataType) {
        RandomGenerator random = new Draws(1).of(Purpose.TRAINING_NOISE, batch);
        double[][] x = new double[batch][SIDE * SIDE];
        double[][] noise = new double[batch][LATENT_DIM];
        double[][] klWeight = new double[batch][1];
        for (int i = 0; i < batch; i++) {
            Arrays.setAll(x[i], pixel -> random.nextBoolean() ? 1 : 0);
            Arrays.setAll(noise[i], d -> random.nextGaussian());
            klWeight[i][0] = random.nextDouble();
        }
        return Map.of(
                Elbo.OBSERVATIONS, Nd4j.createFromArray(x).castTo(dataType),
                Elbo.NOISE, Nd4j.createFromArray(noise).castTo(dataType),
                Elbo.KL_WEIGHT, Nd4j.createFromArray(klWeight).castTo(dataType));
    }
}
