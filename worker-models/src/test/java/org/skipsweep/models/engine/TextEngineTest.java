package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.engine.form.LstmForm;
import org.skipsweep.models.engine.libtorch.ChildJvm;
import org.skipsweep.models.model.LstmReference;
import org.skipsweep.models.model.LstmSizes;
import org.skipsweep.models.model.LstmVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.TextModels;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;

/** What every engine promises of graphs whose inputs are tokens of any length. */
class TextEngineTest {
    private static final int BATCH = 3;

    static Stream<Arguments> enginesAndModels() {
        return Stream.of(EngineKind.ND4J, EngineKind.LIBTORCH)
                .flatMap(kind -> Stream.of("LM", "VAE", "SKIP", "VAE given z", "SKIP given z")
                        .map(model -> Arguments.of(kind, model)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndModels")
    void likelihoods_areThoseOfTheReference(EngineKind kind, String model) {
        LossGraph graph = graph(model, DataType.DOUBLE);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            for (int length : new int[] {6, 2, 3, 6}) {
                Map<String, INDArray> inputs = TextModels.inputs(graph, DataType.DOUBLE, BATCH, length, length);
                assertThat(nll(evaluator, inputs)).containsExactly(expected(model, parameters, inputs), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndModels")
    void gradients_areCentralDifferences(EngineKind kind, String model) {
        LossGraph graph = graph(model, DataType.DOUBLE);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            for (int length : new int[] {6, 2}) {
                Map<String, INDArray> inputs = TextModels.inputs(graph, DataType.DOUBLE, BATCH, length, length);
                Map<String, INDArray> gradients = gradients(graph, inputs, DataType.DOUBLE);
                evaluator.gradient(inputs, gradients, List.of());
                gradients.forEach((name, gradient) -> {
                    INDArray values = inputs.getOrDefault(name, parameters.get(name));
                    assertThat(gradient.reshape(-1).toDoubleVector())
                            .as(name)
                            .containsExactly(CentralDifferences.of(Elbo.LOSS, evaluator, inputs, values), within(1e-7));
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndModels")
    void singlePrecision_isNearTheReference(EngineKind kind, String model) {
        LossGraph exact = graph(model, DataType.DOUBLE);
        LossGraph single = graph(model, DataType.FLOAT);
        Map<String, INDArray> parameters = TextModels.parameters(exact, DataType.DOUBLE, 1);
        Map<String, INDArray> rounded = TextModels.parameters(exact, DataType.FLOAT, 1);
        Map<String, INDArray> inputs = TextModels.inputs(exact, DataType.DOUBLE, BATCH, 5, 2);
        Map<String, INDArray> roundedInputs = TextModels.inputs(exact, DataType.FLOAT, BATCH, 5, 2);
        Map<String, INDArray> expected = gradients(exact, inputs, DataType.DOUBLE);
        Map<String, INDArray> actual = gradients(single, inputs, DataType.FLOAT);
        try (Evaluator reference = engine(kind).compile(exact, parameters);
                Evaluator evaluator = engine(kind).compile(single, rounded)) {
            reference.gradient(inputs, expected, List.of());
            for (int turn = 0; turn < 2; turn++) {
                evaluator.gradient(roundedInputs, actual, List.of());
                expected.forEach((name, gradient) -> assertThat(
                                gradient.distance2(actual.get(name).castTo(DataType.DOUBLE)))
                        .as(name)
                        .isLessThan(1e-5 * (1 + gradient.norm2Number().doubleValue())));
            }
            assertThat(nll(evaluator, roundedInputs)).containsExactly(nll(reference, inputs), within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void replayedMasks_giveEqualNumbers_othersDoNot(EngineKind kind) {
        LossGraph graph = graph("SKIP", DataType.DOUBLE);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 1);
        Map<String, INDArray> inputs = TextModels.inputs(graph, DataType.DOUBLE, BATCH, 6, 1);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            double[] first = nll(evaluator, inputs);
            assertThat(nll(evaluator, TextModels.inputs(graph, DataType.DOUBLE, BATCH, 6, 1)))
                    .isEqualTo(first);
            inputs.get("decoder.lstm.mask").muli(0.5);
            assertThat(nll(evaluator, inputs)).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void inputsOfDifferentLengths_areRefusedByName(EngineKind kind) {
        LossGraph graph = graph("LM", DataType.DOUBLE);
        Map<String, INDArray> inputs = TextModels.inputs(graph, DataType.DOUBLE, BATCH, 6, 1);
        inputs.put("decoder.lstm.mask", Nd4j.ones(DataType.DOUBLE, BATCH, 6, 4));
        try (Evaluator evaluator = engine(kind).compile(graph, TextModels.parameters(graph, DataType.DOUBLE, 1))) {
            assertThatThrownBy(() -> nll(evaluator, inputs))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "input decoder.lstm.mask needs an array of shape [batch, length - 1, 4] but got [3, 6, 4]");
        }
    }

    /** Model spec H.2: all weights 0, biases i = f = o = 0 and g = 1. */
    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void cell_hasTheValueOfTheSpec(EngineKind kind) {
        for (DataType dataType : List.of(DataType.DOUBLE, DataType.FLOAT)) {
            SameDiff sameDiff = SameDiff.create();
            SDVariable x = sameDiff.placeHolder("x", dataType, -1, 1, 1);
            LstmForm lstm = new LstmForm(
                    sameDiff.var("w", dataType, 1, 4),
                    sameDiff.var("r", dataType, 1, 4),
                    sameDiff.var("b", dataType, 4));
            lstm.last(x).rename("h").sum("loss");
            LossGraph graph = new LossGraph(
                    sameDiff,
                    List.of(new Input.Observed("x", List.of(Input.BATCH, 1L, 1L))),
                    List.of(
                            new ParameterShape("w", List.of(1L, 4L), true),
                            new ParameterShape("r", List.of(1L, 4L), true),
                            new ParameterShape("b", List.of(4L), true)),
                    "loss",
                    List.of("h"));
            Map<String, INDArray> parameters = Map.of(
                    "w", Nd4j.zeros(dataType, 1, 4),
                    "r", Nd4j.zeros(dataType, 1, 4),
                    "b", Nd4j.createFromArray(0.0, 0.0, 1.0, 0.0).castTo(dataType));
            try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
                INDArray h = evaluator
                        .evaluate(Map.of("x", Nd4j.ones(dataType, 1, 1, 1)), List.of("h"))
                        .get("h");
                assertThat(h.getDouble(0)).isCloseTo(0.1816997422, within(dataType == DataType.DOUBLE ? 1e-10 : 1e-6));
            }
        }
    }

    /** For ND4J as many as it keeps programs for: what it drops, MixedLengthsMemoryTest measures. */
    @ParameterizedTest
    @CsvSource({"ND4J, -Dlengths=12", "LIBTORCH, -Dlengths=40"})
    void stepsOfManyLengths_leaveMemoryFlat(EngineKind kind, String lengths) throws Exception {
        List<String> options = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-Dengine=" + kind, lengths);
        String grown = new ChildJvm(TextEngineTest.class, options.toArray(String[]::new)).output();
        assertThat(Long.parseLong(grown.strip())).isLessThan(24L << 20);
    }

    /** Prints by how many bytes resident memory grew over steps of many lengths, once the allocator has settled. */
    public static void main(String[] arguments) {
        LstmVae model = new LstmVae(new LstmSizes(50, 16, 16, 0.5, 0.1, 10), 4, true);
        LossGraph graph = Elbo.graph(model, DataType.FLOAT, Phase.TRAINING);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.FLOAT, 1);
        Map<String, INDArray> gradients = TextModels.zeros(graph, DataType.FLOAT);
        List<Map<String, INDArray>> inputs = new ArrayList<>();
        for (int length = 2; length < Integer.getInteger("lengths") + 2; length++) {
            inputs.add(TextModels.inputs(graph, DataType.FLOAT, BATCH, length, 1));
        }
        long before = 0;
        EngineKind kind = EngineKind.valueOf(System.getProperty("engine"));
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            for (int round = 0; round < 60; round++) {
                if (round == 30) {
                    before = Pointer.physicalBytes();
                }
                inputs.forEach(given -> evaluator.gradient(given, gradients, List.of(Elbo.LOSS)));
            }
        }
        System.out.println(Pointer.physicalBytes() - before);
    }

    private static Engine engine(EngineKind kind) {
        return Engines.of(kind, Precision.FP32, new Device.Cpu());
    }

    private static LossGraph graph(String model, DataType dataType) {
        return switch (model) {
            case "VAE given z" -> TextModels.decoder(TextModels.VAE, dataType, Phase.TRAINING);
            case "SKIP given z" -> TextModels.decoder(TextModels.SKIP, dataType, Phase.TRAINING);
            default -> TextModels.graphs(dataType, Phase.TRAINING).get(model);
        };
    }

    private static double[] nll(Evaluator evaluator, Map<String, INDArray> inputs) {
        return evaluator
                .evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD))
                .get(Elbo.NEGATIVE_LOG_LIKELIHOOD)
                .toDoubleVector();
    }

    private static double[] expected(String model, Map<String, INDArray> parameters, Map<String, INDArray> inputs) {
        Map<String, INDArray> arrays = new HashMap<>(parameters);
        arrays.putAll(inputs);
        LstmReference reference = new LstmReference(arrays, TextModels.SIZES.hiddenUnits());
        double[] expected = new double[BATCH];
        for (int i = 0; i < BATCH; i++) {
            int[] tokens = inputs.get(LstmSizes.TOKENS).getRow(i).toIntVector();
            double[] z = model.equals("LM")
                    ? new double[0]
                    : model.endsWith("z")
                            ? inputs.get(TextModels.Z).getRow(i).toDoubleVector()
                            : reference.latent(
                                    tokens, inputs.get(Elbo.NOISE).getRow(i).toDoubleVector());
            expected[i] = Arrays.stream(reference.negativeLogLikelihood(i, tokens, z, model.startsWith("SKIP")))
                    .sum();
        }
        return expected;
    }

    /** Arrays for the gradients with respect to parameters and free inputs. */
    private static Map<String, INDArray> gradients(LossGraph graph, Map<String, INDArray> inputs, DataType dataType) {
        Map<String, INDArray> gradients = new LinkedHashMap<>(TextModels.zeros(graph, dataType));
        graph.free()
                .forEach(name -> gradients.put(
                        name, Nd4j.zeros(dataType, inputs.get(name).shape())));
        return gradients;
    }
}
