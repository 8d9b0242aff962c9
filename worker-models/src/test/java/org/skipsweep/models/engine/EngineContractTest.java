package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.engine.libtorch.ChildJvm;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.value.Choice;

/** What every engine promises. */
class EngineContractTest {
    private static final MlpVae MODEL = TestModels.SKIP;
    private static final int SIZES = 12;

    private final LossGraph graph = TestModels.graph(MODEL);
    private final Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
    private final Map<String, INDArray> gradients = TestModels.zeros(graph);

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void parametersChangedInPlace_areSeen(EngineKind kind) {
        Map<String, INDArray> inputs = TestModels.inputs(MODEL, 4, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters);
                Evaluator fresh = engine(kind).compile(TestModels.graph(MODEL), parameters)) {
            double before = loss(evaluator, inputs);
            parameters.values().forEach(array -> array.muli(0.9));
            assertThat(loss(evaluator, inputs)).isEqualTo(loss(fresh, inputs)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void gradients_areOverwritten(EngineKind kind) {
        Map<String, INDArray> inputs = TestModels.inputs(MODEL, 4, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            evaluator.gradient(inputs, gradients, List.of());
            Map<String, INDArray> first = copies(gradients);
            gradients.values().forEach(array -> array.assign(Double.NaN));
            evaluator.gradient(inputs, gradients, List.of());
            assertThat(gradients).isEqualTo(first);
            Map<String, INDArray> others = TestModels.zeros(graph);
            evaluator.gradient(inputs, others, List.of());
            assertThat(others).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void twoShapesInTurn_giveWhatEachGivesAlone(EngineKind kind) {
        Map<String, INDArray> five = TestModels.inputs(MODEL, 5, 1);
        Map<String, INDArray> three = TestModels.inputs(MODEL, 3, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters);
                Evaluator alone = engine(kind).compile(TestModels.graph(MODEL), parameters)) {
            double expected = loss(alone, three);
            for (int turn = 0; turn < 3; turn++) {
                evaluator.gradient(five, gradients, List.of());
                assertThat(loss(evaluator, three)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void manyShapes_computeRightBeyondWhatIsKept(EngineKind kind) {
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            double first = loss(evaluator, TestModels.inputs(MODEL, 2, 1));
            for (int batch = 3; batch < 60; batch++) {
                evaluator.gradient(TestModels.inputs(MODEL, batch, 1), gradients, List.of(Elbo.LOSS));
            }
            assertThat(loss(evaluator, TestModels.inputs(MODEL, 2, 1))).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void missingOrMisshapenInput_isRefusedByName(EngineKind kind) {
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            Map<String, INDArray> missing = new HashMap<>(TestModels.inputs(MODEL, 4, 1));
            missing.remove(Elbo.NOISE);
            assertThatThrownBy(() -> evaluator.evaluate(missing, List.of(Elbo.LOSS)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no array was given for input noise");
            Map<String, INDArray> narrow = new HashMap<>(TestModels.inputs(MODEL, 4, 1));
            narrow.put(Elbo.NOISE, Nd4j.zeros(DataType.DOUBLE, 4, 2));
            assertThatThrownBy(() -> evaluator.gradient(narrow, gradients, List.of()))
                    .hasMessage("input noise needs an array of shape [batch, 3] but got [4, 2]");
            Map<String, INDArray> mixed = new HashMap<>(TestModels.inputs(MODEL, 4, 1));
            mixed.put(Elbo.KL_WEIGHT, Nd4j.ones(DataType.DOUBLE, 5, 1));
            assertThatThrownBy(() -> evaluator.evaluate(mixed, List.of(Elbo.LOSS)))
                    .hasMessage("input klWeight needs an array of shape [batch, 1] but got [5, 1]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void close_leavesParametersGradientsAndInputs(EngineKind kind) {
        Map<String, INDArray> inputs = TestModels.inputs(MODEL, 4, 1);
        Evaluator evaluator = engine(kind).compile(graph, parameters);
        evaluator.gradient(inputs, gradients, List.of(Elbo.LOSS));
        evaluator.close();
        assertThatCode(() -> {
                    parameters.values().forEach(INDArray::sumNumber);
                    gradients.values().forEach(INDArray::sumNumber);
                    inputs.values().forEach(INDArray::sumNumber);
                })
                .doesNotThrowAnyException();
    }

    /** loss = sum over examples of p * free^2 + free * x, so the gradient with respect to free is 2 p free + x. */
    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void freeInputs_haveGradientsTogetherWithParametersOrAlone(EngineKind kind) {
        SameDiff sameDiff = SameDiff.create();
        SDVariable x = sameDiff.placeHolder("x", DataType.DOUBLE, -1, 2);
        SDVariable free = sameDiff.placeHolder("free", DataType.DOUBLE, -1, 2);
        SDVariable p = sameDiff.var("p", DataType.DOUBLE, 2);
        free.mul(free).mul(p).add(free.mul(x)).sum("loss");
        sameDiff.setLossVariables("loss");
        LossGraph toy = new LossGraph(
                sameDiff,
                List.of(
                        new Input.Observed("x", List.of(Input.BATCH, 2L)),
                        new Input.Free("free", List.of(Input.BATCH, 2L))),
                List.of(new ParameterShape("p", List.of(2L), true)),
                "loss",
                List.of());
        INDArray weight = Nd4j.createFromArray(0.5, -1.5);
        Map<String, INDArray> inputs = Map.of(
                "x", Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 6}}),
                "free", Nd4j.createFromArray(new double[][] {{.1, .2}, {.3, .4}, {.5, .6}}));
        try (Evaluator evaluator = engine(kind).compile(toy, Map.of("p", weight))) {
            Map<String, INDArray> both = new LinkedHashMap<>();
            both.put("p", Nd4j.zeros(DataType.DOUBLE, 2));
            both.put("free", Nd4j.zeros(DataType.DOUBLE, 3, 2));
            evaluator.gradient(inputs, both, List.of("loss"));
            INDArray expected = inputs.get("free").mul(2).mulRowVector(weight).add(inputs.get("x"));
            assertThat(both.get("free").distance2(expected)).isCloseTo(0, within(1e-12));
            assertThat(both.get("p").toDoubleVector())
                    .containsExactly(new double[] {.01 + .09 + .25, .04 + .16 + .36}, within(1e-12));
            Map<String, INDArray> alone = Map.of("free", Nd4j.zeros(DataType.DOUBLE, 3, 2));
            evaluator.freeGradient(inputs, alone, List.of("loss"));
            assertThat(alone.get("free").distance2(expected)).isCloseTo(0, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void stepsOfManyShapes_leaveMemoryFlat(EngineKind kind) throws Exception {
        String grown = new ChildJvm(
                        EngineContractTest.class,
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-Dengine=" + kind.label())
                .output();
        assertThat(Long.parseLong(grown.strip())).isLessThan(24L << 20);
    }

    /** Prints by how many bytes resident memory grew over steps with batches of many sizes, once the allocator has settled. */
    public static void main(String[] arguments) {
        MlpVae model = new MlpVae(30, 3, 2, 16, true, false);
        LossGraph graph = TestModels.graph(model);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 1);
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Map<Integer, Map<String, INDArray>> inputs = new HashMap<>();
        for (int batch = 1; batch <= SIZES; batch++) {
            inputs.put(batch, TestModels.inputs(model, batch, 1));
        }
        long before = 0;
        try (Evaluator evaluator = engine(Choice.of(EngineKind.class, System.getProperty("engine")))
                .compile(graph, parameters)) {
            for (int round = 0; round < 250; round++) {
                if (round == 150) {
                    before = Pointer.physicalBytes();
                }
                for (int batch = 1; batch <= SIZES; batch++) {
                    evaluator.gradient(inputs.get(batch), gradients, List.of(Elbo.LOSS));
                }
            }
        }
        System.out.println(Pointer.physicalBytes() - before);
    }

    private static Engine engine(EngineKind kind) {
        return Engines.of(kind, Precision.FP32, new Device.Cpu());
    }

    private static Map<String, INDArray> copies(Map<String, INDArray> arrays) {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.dup()));
        return copies;
    }

    private static double loss(Evaluator evaluator, Map<String, INDArray> inputs) {
        return evaluator.evaluate(inputs, List.of(Elbo.LOSS)).get(Elbo.LOSS).getDouble(0);
    }
}
