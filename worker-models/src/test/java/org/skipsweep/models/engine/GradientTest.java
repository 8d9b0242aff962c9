package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.model.MlpVae;

/** Every operation that a model uses is checked here before it is trusted. */
class GradientTest {
    private static final double STEP = 1e-5;

    static List<MlpVae> models() {
        return List.of(TestModels.VAE, TestModels.SKIP, TestModels.SKIP_OUTPUT, TestModels.NARROW);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientOfTheLoss_isTheCentralDifference(MlpVae model) {
        LossGraph graph = TestModels.graph(model);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 1);
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Map<String, INDArray> inputs = TestModels.inputs(model, 7, 1);
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            evaluator.gradient(inputs, gradients, List.of(graph.loss()));
            for (ParameterShape parameter : graph.parameters()) {
                INDArray values = parameters.get(parameter.name());
                INDArray gradient = gradients.get(parameter.name());
                checkDifferences(evaluator, graph, inputs, values, gradient, parameter.name());
            }
        }
    }

    @Test
    void operationsOfTheModels_areTheOnesCheckedHere() {
        Set<String> operations = new TreeSet<>();
        for (MlpVae model : models()) {
            TestModels.graph(model)
                    .graph()
                    .getOps()
                    .values()
                    .forEach(op -> operations.add(op.getOp().opName()));
        }
        assertThat(operations)
                .containsExactly(
                        "add",
                        "biasadd",
                        "exp",
                        "matmul",
                        "mul_scalar",
                        "multiply",
                        "reduce_mean",
                        "reduce_sum",
                        "relu",
                        "softplus",
                        "squeeze",
                        "sub_scalar",
                        "subtract");
    }

    @Test
    void everyParameter_hasAGradientThatIsNotZero() {
        for (MlpVae model : models()) {
            LossGraph graph = TestModels.graph(model);
            Map<String, INDArray> gradients = TestModels.zeros(graph);
            try (Evaluator evaluator = new Nd4jEngine().compile(graph, TestModels.parameters(graph, 1))) {
                evaluator.gradient(TestModels.inputs(model, 7, 1), gradients, List.of());
            }
            assertThat(gradients).allSatisfy((name, gradient) -> assertThat(
                            gradient.norm2Number().doubleValue())
                    .as(name)
                    .isPositive());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 1000})
    void gradientAtLargeLogits_isTheCentralDifference(double scale) {
        LossGraph graph = TestModels.graph(TestModels.VAE);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 1);
        INDArray bias = parameters.get("decoder.output.bias");
        bias.muli(scale / bias.normmaxNumber().doubleValue());
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.VAE, 7, 1);
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            evaluator.gradient(inputs, gradients, List.of());
            checkDifferences(evaluator, graph, inputs, bias, gradients.get("decoder.output.bias"), "bias");
        }
    }

    private static void checkDifferences(
            Evaluator evaluator,
            LossGraph graph,
            Map<String, INDArray> inputs,
            INDArray values,
            INDArray gradient,
            String name) {
        for (long i = 0; i < values.length(); i++) {
            double centre = values.getDouble(i);
            values.putScalar(i, centre + STEP);
            double above = loss(evaluator, graph, inputs);
            values.putScalar(i, centre - STEP);
            double below = loss(evaluator, graph, inputs);
            values.putScalar(i, centre);
            double expected = (above - below) / (2 * STEP);
            // Rounding of the loss itself limits the difference quotient.
            double rounding = 4 * Math.ulp(above) / STEP;
            assertThat(Math.abs(gradient.getDouble(i) - expected))
                    .as("%s[%d]: %s, difference quotient %s", name, i, gradient.getDouble(i), expected)
                    .isLessThanOrEqualTo(1e-6 * Math.abs(expected) + rounding);
        }
    }

    private static double loss(Evaluator evaluator, LossGraph graph, Map<String, INDArray> inputs) {
        return evaluator
                .evaluate(inputs, List.of(graph.loss()))
                .get(graph.loss())
                .getDouble(0);
    }
}
