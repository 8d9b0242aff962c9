package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.CentralDifferences;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.InputArrays;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class ClassifierGraphTest {
    private static final int DIMENSIONS = 3;
    private static final int UNITS = 6;
    private static final int CLASSES = 4;
    private static final int BATCH = 8;

    private final RandomGenerator random = new Draws(1).of(Purpose.FIGURE, 0);
    private final LabelledFeatures examples = examples();
    private final InputArrays arrays = new InputArrays(DataType.DOUBLE);

    static Stream<Arguments> enginesAndDepths() {
        return Stream.of(EngineKind.ND4J, EngineKind.LIBTORCH)
                .flatMap(kind -> Stream.of(1, 2).map(hiddenLayers -> Arguments.of(kind, hiddenLayers)));
    }

    @AfterEach
    void close() {
        arrays.close();
    }

    @ParameterizedTest
    @MethodSource("enginesAndDepths")
    void loss_isThatOfTheFormula(EngineKind kind, int hiddenLayers) {
        ClassifierGraph classifier = graph(hiddenLayers);
        LossGraph graph = classifier.training(DataType.DOUBLE);
        Map<String, INDArray> parameters = parameters(classifier);
        Map<String, INDArray> inputs = inputs(graph);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            double expected = IntStream.range(0, BATCH)
                    .mapToDouble(i -> crossEntropy(logits(hiddenLayers, parameters, inputs, i), examples.labels()[i]))
                    .average()
                    .orElseThrow();
            assertThat(CentralDifferences.value(ClassifierGraph.LOSS, evaluator, inputs))
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndDepths")
    void gradient_isTheCentralDifference(EngineKind kind, int hiddenLayers) {
        ClassifierGraph classifier = graph(hiddenLayers);
        LossGraph graph = classifier.training(DataType.DOUBLE);
        Map<String, INDArray> parameters = parameters(classifier);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        parameters.forEach((name, array) -> gradients.put(name, Nd4j.zeros(DataType.DOUBLE, array.shape())));
        Map<String, INDArray> inputs = inputs(graph);
        try (Evaluator evaluator = engine(kind).compile(graph, parameters)) {
            evaluator.gradient(inputs, gradients, List.of());
            parameters.forEach((name, values) -> assertThat(
                            gradients.get(name).reshape(-1).toDoubleVector())
                    .as(name)
                    .containsExactly(
                            CentralDifferences.of(ClassifierGraph.LOSS, evaluator, inputs, values), within(1e-7)));
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndDepths")
    void logits_areThoseWithoutDropout(EngineKind kind, int hiddenLayers) {
        ClassifierGraph classifier = graph(hiddenLayers);
        Map<String, INDArray> parameters = parameters(classifier);
        Map<String, INDArray> inputs = inputs(classifier.evaluation(DataType.DOUBLE));
        try (Evaluator evaluator = engine(kind).compile(classifier.evaluation(DataType.DOUBLE), parameters)) {
            double[][] logits = evaluator
                    .evaluate(inputs, List.of(ClassifierGraph.LOGITS))
                    .get(ClassifierGraph.LOGITS)
                    .toDoubleMatrix();
            for (int i = 0; i < BATCH; i++) {
                assertThat(logits[i]).containsExactly(logits(hiddenLayers, parameters, inputs, i), within(1e-12));
            }
        }
    }

    @Test
    void initialValues_haveTheVarianceOfTheirLayer_andBiasesAreZero() {
        ClassifierGraph wide = new ClassifierGraph(1, 400, 100, 10);

        float[] values = wide.initialValues(random);

        assertThat(variance(values, 0, 40_000)).isCloseTo(2.0 / 100, within(1e-3));
        assertThat(Arrays.copyOfRange(values, 40_000, 40_400)).containsOnly(0);
        assertThat(variance(values, 40_400, 44_400)).isCloseTo(2.0 / 410, within(5e-4));
        assertThat(Arrays.copyOfRange(values, 44_400, values.length))
                .hasSize(10)
                .containsOnly(0);
    }

    private static ClassifierGraph graph(int hiddenLayers) {
        return new ClassifierGraph(hiddenLayers, UNITS, DIMENSIONS, CLASSES);
    }

    private static Engine engine(EngineKind kind) {
        return Engines.of(kind, Precision.FP32, new Device.Cpu());
    }

    private LabelledFeatures examples() {
        float[][] features = new float[BATCH][DIMENSIONS];
        for (float[] vector : features) {
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) random.nextGaussian();
            }
        }
        return new LabelledFeatures(features, random.ints(BATCH, 0, CLASSES).toArray());
    }

    /** Normal values, biases among them. */
    private Map<String, INDArray> parameters(ClassifierGraph classifier) {
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        for (ParameterShape shape : classifier.parameters()) {
            double[] values = new double[(int) shape.length()];
            Arrays.setAll(values, i -> 0.7 * random.nextGaussian());
            parameters.put(shape.name(), Nd4j.createFromArray(values).reshape('c', shape.dimensions()));
        }
        return parameters;
    }

    private Map<String, INDArray> inputs(LossGraph graph) {
        int[] order = IntStream.range(0, BATCH).toArray();
        return arrays.fill(graph.inputs(), new Draw(examples.batch(order, 0, BATCH), 0, Noise.of(random)));
    }

    /** Logits of example {@code i} in plain Java, with the masks that are among the inputs. */
    private double[] logits(int hiddenLayers, Map<String, INDArray> parameters, Map<String, INDArray> inputs, int i) {
        double[] x = inputs.get("features").getRow(i).toDoubleVector();
        for (int layer = 1; layer <= hiddenLayers; layer++) {
            String name = "hidden" + layer;
            double[] sums = affine(parameters, name, x);
            INDArray mask = inputs.get(name + ".mask");
            x = new double[UNITS];
            Arrays.setAll(x, unit -> Math.max(0, sums[unit]) * (mask == null ? 1 : mask.getDouble(i, unit)));
        }
        return affine(parameters, ClassifierGraph.LOGITS, x);
    }

    private static double[] affine(Map<String, INDArray> parameters, String name, double[] x) {
        double[] y = parameters.get(name + ".bias").toDoubleVector();
        for (int in = 0; in < x.length; in++) {
            for (int out = 0; out < y.length; out++) {
                y[out] += x[in] * parameters.get(name + ".weight").getDouble(in, out);
            }
        }
        return y;
    }

    private static double crossEntropy(double[] logits, int label) {
        return Math.log(Arrays.stream(logits).map(Math::exp).sum()) - logits[label];
    }

    /** Mean square, around a mean of 0. */
    private static double variance(float[] values, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(i -> values[i] * (double) values[i])
                .average()
                .orElseThrow();
    }
}
