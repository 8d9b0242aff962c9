package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.Initialization;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * The gradient of the whole loss of a small image model in double precision. Its kernels hold hundreds of thousands of
 * numbers, so each array is checked along random directions, in which every one of its numbers has a part.
 */
class ImageGradientTest {
    private static final double STEP = 1e-6;
    private static final int PIXELS = 64;
    private static final int BATCH = 3;

    @ParameterizedTest
    @CsvSource({"TRAINING, false", "TRAINING, true", "EVALUATION, false", "EVALUATION, true"})
    void gradientOfTheLoss_isTheCentralDifference(Phase phase, boolean skip) {
        ImageVae model = model(skip);
        LossGraph graph = Elbo.graph(model, DataType.DOUBLE, phase);
        Map<String, INDArray> parameters = parameters(model);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        graph.trainable()
                .forEach(parameter ->
                        gradients.put(parameter.name(), Nd4j.zeros(DataType.DOUBLE, parameter.dimensions())));
        Map<String, INDArray> inputs = TestModels.inputs(model, BATCH, 1);
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            evaluator.gradient(inputs, gradients, List.of(graph.loss()));
            RandomGenerator random = new Draws(7).of(Purpose.TRAINING_NOISE, 0);
            for (ParameterShape parameter : graph.trainable()) {
                for (int i = 0; i < 2; i++) {
                    check(evaluator, graph, inputs, parameters, gradients, parameter, random);
                }
            }
        }
    }

    private static void check(
            Evaluator evaluator,
            LossGraph graph,
            Map<String, INDArray> inputs,
            Map<String, INDArray> parameters,
            Map<String, INDArray> gradients,
            ParameterShape parameter,
            RandomGenerator random) {
        INDArray values = parameters.get(parameter.name());
        INDArray direction =
                array(new Initialization.Normal(1 / Math.sqrt((double) parameter.length())), parameter, random);
        INDArray centre = values.dup();
        values.addi(direction.mul(STEP));
        double above = loss(evaluator, graph, inputs);
        values.assign(centre.sub(direction.mul(STEP)));
        double below = loss(evaluator, graph, inputs);
        values.assign(centre);
        double expected = (above - below) / (2 * STEP);
        double actual =
                gradients.get(parameter.name()).mul(direction).sumNumber().doubleValue();
        double rounding = 16 * Math.ulp(above) / STEP;
        assertThat(Math.abs(actual - expected))
                .as("%s: %s, difference quotient %s", parameter.name(), actual, expected)
                .isLessThanOrEqualTo(1e-5 * Math.abs(expected) + rounding);
    }

    @Test
    void operationsOfTheModel_areTheOnesCheckedHere() {
        Set<String> operations = new TreeSet<>();
        for (Phase phase : Phase.values()) {
            for (boolean skip : new boolean[] {false, true}) {
                Elbo.graph(model(skip), DataType.DOUBLE, phase)
                        .graph()
                        .getOps()
                        .values()
                        .forEach(op -> operations.add(op.getOp().opName()));
            }
        }
        assertThat(operations)
                .containsExactly(
                        "add",
                        "add_scalar",
                        "biasadd",
                        "cast",
                        "concat",
                        "conv2d",
                        "divide",
                        "exp",
                        "matmul",
                        "mul_scalar",
                        "multiply",
                        "permute",
                        "reduce_mean",
                        "reduce_sum",
                        "relu",
                        "reshape",
                        "rsqrt",
                        "sigmoid",
                        "size_at",
                        "slice",
                        "softplus",
                        "split",
                        "squeeze",
                        "strided_slice",
                        "sub_scalar",
                        "subtract",
                        "tanh");
    }

    private static ImageVae model(boolean skip) {
        return ImageVae.of(new ModelSpec(ModelFamily.IMAGE_VAE, 2, 3, skip, false, 512), PIXELS);
    }

    /** As a trial starts, except that no parameter is 0. */
    private static Map<String, INDArray> parameters(ImageVae model) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        RandomGenerator random = new Draws(5).of(Purpose.INITIALIZATION, 0);
        for (Parameter parameter : new Elbo(model).parameters()) {
            boolean constant = parameter.initialization() instanceof Initialization.Constant;
            INDArray values = array(
                    constant ? new Initialization.Uniform(0.5, 1.5) : parameter.initialization(),
                    parameter.shape(),
                    random);
            parameters.put(parameter.name(), values);
        }
        return parameters;
    }

    private static INDArray array(Initialization initialization, ParameterShape parameter, RandomGenerator random) {
        return Nd4j.createFromArray(initialization.draw(parameter.length(), random))
                .reshape('c', parameter.dimensions());
    }

    private static double loss(Evaluator evaluator, LossGraph graph, Map<String, INDArray> inputs) {
        return evaluator
                .evaluate(inputs, List.of(graph.loss()))
                .get(graph.loss())
                .getDouble(0);
    }
}
