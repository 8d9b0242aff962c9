package org.skipsweep.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.SameDiffSession;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;

class Nd4jEngineTest {
    private static final List<String> VALUES =
            List.of(Elbo.LOSS, Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.KL, Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE);

    private final Engine engine = new Nd4jEngine();

    static List<MlpVae> models() {
        return TestModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void valuesAndGradients_areThoseOfSameDiffsOwnSession(MlpVae model) {
        LossGraph graph = TestModels.graph(model);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        try (Evaluator evaluator = engine.compile(graph, parameters)) {
            for (int batch : new int[] {5, 3, 5, 1}) {
                Map<String, INDArray> inputs = TestModels.inputs(model, batch, batch);
                SameDiffSession expected = SameDiffSession.of(model, parameters, inputs, VALUES);
                assertClose(evaluator.evaluate(inputs, VALUES), expected.values());
                assertClose(evaluator.gradient(inputs, gradients, VALUES), expected.values());
                assertClose(gradients, expected.gradients());
            }
        }
    }

    @Test
    void inputs_mayBeViews() {
        LossGraph graph = TestModels.graph(TestModels.SKIP);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
        Map<String, INDArray> dense = TestModels.inputs(TestModels.SKIP, 4, 1);
        Map<String, INDArray> views = new HashMap<>();
        dense.forEach((name, array) -> views.put(
                name,
                Nd4j.concat(1, array, array)
                        .get(
                                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                                org.nd4j.linalg.indexing.NDArrayIndex.interval(0, array.size(1)))));
        try (Evaluator evaluator = engine.compile(graph, parameters)) {
            double expected = loss(evaluator, dense);
            assertThat(loss(evaluator, views)).isEqualTo(expected);
        }
        try (Evaluator evaluator = engine.compile(TestModels.graph(TestModels.SKIP), parameters)) {
            double expected = loss(evaluator, views);
            assertThat(loss(evaluator, dense)).isEqualTo(expected);
        }
    }

    @Test
    void loss_isTheMeanOverTheBatch() {
        LossGraph graph = TestModels.graph(TestModels.SKIP);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.SKIP, 6, 1);
        try (Evaluator evaluator = engine.compile(graph, TestModels.parameters(graph, 2))) {
            double sum = 0;
            for (int i = 0; i < 6; i++) {
                Map<String, INDArray> one = new HashMap<>();
                for (Input input : graph.inputs()) {
                    one.put(
                            input.name(),
                            inputs.get(input.name()).getRow(i, true).dup());
                }
                sum += loss(evaluator, one);
            }
            assertThat(loss(evaluator, inputs)).isCloseTo(sum / 6, within(1e-12));
        }
    }

    @Test
    void parametersChangedInPlace_areSeenByTheNextCall() {
        LossGraph graph = TestModels.graph(TestModels.VAE);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
        Map<String, INDArray> others = TestModels.parameters(graph, 3);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.VAE, 4, 1);
        try (Evaluator evaluator = engine.compile(graph, parameters)) {
            double before = loss(evaluator, inputs);
            parameters.forEach((name, array) -> array.assign(others.get(name)));
            double expected = SameDiffSession.of(TestModels.VAE, others, inputs, VALUES)
                    .values()
                    .get(Elbo.LOSS)
                    .getDouble(0);
            assertThat(loss(evaluator, inputs))
                    .isCloseTo(expected, within(1e-12))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void operationWithoutAStep_isRefusedByName() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        SDVariable y = graph.constant("y", Nd4j.ones(DataType.DOUBLE, 2, 3));
        SDVariable similarity = graph.math.cosineSimilarity("similarity", x, y, 1);
        similarity.sum("loss");
        LossGraph loss = new LossGraph(
                graph, List.of(new Input.Observed("x", List.of(Input.BATCH, 3L))), List.of(), "loss", List.of());
        String operation = graph.getVariables().get("similarity").getOutputOfOp();
        try (Evaluator evaluator = engine.compile(loss, Map.of())) {
            Map<String, INDArray> inputs = Map.of("x", Nd4j.ones(DataType.DOUBLE, 2, 3));
            assertThatThrownBy(() -> evaluator.evaluate(inputs, List.of("loss")))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("operation " + operation + " (CosineSimilarity) cannot be run by the nd4j engine");
        }
    }

    @Test
    void close_releasesWhatTheEvaluatorMadeAndNothingElse() {
        LossGraph graph = TestModels.graph(TestModels.VAE);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.VAE, 4, 1);
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Evaluator evaluator = engine.compile(graph, parameters);
        INDArray value = evaluator.gradient(inputs, gradients, List.of(Elbo.KL)).get(Elbo.KL);
        assertThat(value.wasClosed()).isFalse();
        evaluator.close();
        assertThat(value.wasClosed()).isTrue();
        assertThat(parameters.values()).noneMatch(INDArray::wasClosed);
        assertThat(gradients.values()).noneMatch(INDArray::wasClosed);
        assertThat(inputs.values()).noneMatch(INDArray::wasClosed);
    }

    @Test
    void description_namesTheBackend() {
        assertThat(engine.description()).isEqualTo("nd4j Cpu");
    }

    private static double loss(Evaluator evaluator, Map<String, INDArray> inputs) {
        return evaluator.evaluate(inputs, List.of(Elbo.LOSS)).get(Elbo.LOSS).getDouble(0);
    }

    private static void assertClose(Map<String, INDArray> actual, Map<String, INDArray> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, array) -> {
            assertThat(actual.get(name).shape()).as(name).isEqualTo(array.shape());
            double difference = actual.get(name).sub(array).norm2Number().doubleValue();
            assertThat(difference)
                    .as(name)
                    .isLessThanOrEqualTo(1e-12 * Math.max(1, array.norm2Number().doubleValue()));
        });
    }
}
