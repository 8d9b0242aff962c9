package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.form.LstmForm;
import org.skipsweep.models.engine.libtorch.operation.OperationRules;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Each operation alone: value and gradient against ND4J, on random numbers between 0.5 and 1.5. */
class OperationsTest {
    private static final Engine ENGINE = new LibtorchEngine(new Device.Cpu(), Precision.FP32);
    private static final List<Long> MATRIX = List.of(4L, 6L);
    private static final List<Long> MAPS = List.of(2L, 5L, 6L, 4L);

    /** A parameter p in a graph, and a second one q of the same shape. */
    private interface Build extends BiFunction<SDVariable, SDVariable, SDVariable> {}

    private record Case(String name, List<Long> shape, Build build) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, List<Long> shape, Build build) {
        return new Case(name, shape, build);
    }

    static List<Case> cases() {
        return List.of(
                of("add", MATRIX, (p, q) -> p.add(q.mean(true, 0))),
                of("subtract", MATRIX, (p, q) -> p.sub(q.mean(true, 1))),
                of("multiply", MATRIX, SDVariable::mul),
                of("divide", MATRIX, SDVariable::div),
                of("add_scalar", MATRIX, (p, q) -> p.add(0.3)),
                of("sub_scalar", MATRIX, (p, q) -> p.sub(0.3)),
                of("mul_scalar", MATRIX, (p, q) -> p.mul(0.3)),
                of("div_scalar", MATRIX, (p, q) -> p.div(0.3)),
                of("rsub_scalar", MATRIX, (p, q) -> p.rsub(0.3)),
                of("rdiv_scalar", MATRIX, (p, q) -> p.rdiv(0.3)),
                of("pow", MATRIX, (p, q) -> p.pow(2.5)),
                of("neg", MATRIX, (p, q) -> p.neg()),
                of("square", MATRIX, (p, q) -> graph(p).math.square(p)),
                of("relu", MATRIX, (p, q) -> graph(p).nn.relu(p.sub(1.0), 0)),
                of("tanh", MATRIX, (p, q) -> graph(p).math.tanh(p)),
                of("sigmoid", MATRIX, (p, q) -> graph(p).nn.sigmoid(p)),
                of("identity", MATRIX, (p, q) -> graph(p).identity(p)),
                of("softplus", MATRIX, (p, q) -> graph(p).nn.softplus(p.mul(30.0))),
                of("exp", MATRIX, (p, q) -> graph(p).math.exp(p)),
                of("log", MATRIX, (p, q) -> graph(p).math.log(p)),
                of("sqrt", MATRIX, (p, q) -> graph(p).math.sqrt(p)),
                of("rsqrt", MATRIX, (p, q) -> graph(p).math.rsqrt(p)),
                of("Reciprocal", MATRIX, (p, q) -> graph(p).math.reciprocal(p)),
                of("matmul", MATRIX, (p, q) -> graph(p).mmul(p, q, true, false, false)),
                of("biasadd", MATRIX, (p, q) -> graph(p).nn.biasAdd(p, q.mean(0), false)),
                of("reduce_sum", MAPS, (p, q) -> p.sum(true, 1, 2)),
                of("reduce_mean", MAPS, (p, q) -> p.mean(0, 3)),
                of("reshape", MATRIX, (p, q) -> graph(p).reshape(p, -1, 8)),
                of("expand_dims", MATRIX, (p, q) -> graph(p).expandDims(p, 1)),
                of("shape_of", MATRIX, (p, q) -> graph(p).reshape(graph(p).reshape(p, -1), graph(p).shape(q))),
                of("log_softmax", MATRIX, (p, q) -> graph(p).nn.logSoftmax(p)),
                of("onehot", MATRIX, (p, q) -> p.mul(oneHot(p))),
                of("lstmLayer", MATRIX, OperationsTest::lstm),
                of("squeeze", List.of(4L, 1L), (p, q) -> graph(p).squeeze(p, 1)),
                of("permute", MAPS, (p, q) -> p.permute(0, 3, 1, 2)),
                of("concat", MAPS, (p, q) -> graph(p).concat(3, p, q, p)),
                of("split", MAPS, (p, q) -> parts(graph(p).split(p, 2, 3))),
                of(
                        "strided_slice",
                        MAPS,
                        (p, q) ->
                                p.get(SDIndex.point(1), SDIndex.interval(1, 4), SDIndex.all(), SDIndex.interval(0, 2))),
                of("slice", MAPS, (p, q) -> graph(p).slice(p, new int[] {0, 1, 2, 0}, 2, 3, 4, 2)),
                of("size_at", MATRIX, (p, q) -> p.mul(graph(p).sizeAt(p, 0).castTo(p.dataType()))),
                of("cast", MATRIX, (p, q) -> p.mul(graph(p).sizeAt(p, 1).castTo(p.dataType()))),
                of("conv2d", MAPS, (p, q) -> convolution(p, q, Conv2DConfig.NHWC)),
                of("conv2d", MAPS, (p, q) -> convolution(p, q, Conv2DConfig.NCHW)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueAndGradient_areThoseOfNd4j(Case operation) {
        Map<String, INDArray> parameters =
                Map.of("p", uniform(operation.shape(), 1), "q", uniform(operation.shape(), 2));
        Outcome expected = Outcome.of(new Nd4jEngine(), graph(operation), parameters);
        Outcome actual = Outcome.of(ENGINE, graph(operation), parameters);
        Differences.assertClose(actual.values(), expected.values(), 1e-10);
        Differences.assertClose(actual.gradients(), expected.gradients(), 1e-10);
    }

    @Test
    void everyOperationOfTheVocabulary_isCheckedHere() {
        assertThat(cases().stream().map(Case::name).distinct())
                .containsExactlyInAnyOrderElementsOf(OperationRules.operations());
        assertThat(cases()).allSatisfy(operation -> assertThat(graph(operation).graph().getOps().values().stream()
                        .map(node -> node.getOp().opName()))
                .contains(operation.name()));
    }

    @Test
    void operationsThatLibtorchIsNotTaught_areRefusedByNameAtOnce() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("p", DataType.DOUBLE, 2, 3);
        graph.math.cosineSimilarity(x, x.add(graph.math.erf(x)), 1).sum("loss");
        LossGraph loss = new LossGraph(graph, List.of(), List.of(parameter("p", List.of(2L, 3L))), "loss", List.of());
        assertThatThrownBy(() -> ENGINE.compile(loss, Map.of("p", uniform(List.of(2L, 3L), 1))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "the libtorch engine does not know the operations cosinesimilarity, erf: use engine = nd4j");
    }

    private record Outcome(Map<String, INDArray> values, Map<String, INDArray> gradients) {
        static Outcome of(Engine engine, LossGraph graph, Map<String, INDArray> parameters) {
            Map<String, INDArray> gradients = new TreeMap<>();
            parameters.forEach((name, array) -> gradients.put(name, Nd4j.zeros(DataType.DOUBLE, array.shape())));
            Map<String, INDArray> inputs = Map.of("x", Nd4j.ones(DataType.DOUBLE, 1, 1));
            try (Evaluator evaluator = engine.compile(graph, parameters)) {
                Map<String, INDArray> values = new TreeMap<>();
                evaluator
                        .gradient(inputs, gradients, List.of("value", "loss"))
                        .forEach((name, array) -> values.put(name, array.dup()));
                return new Outcome(values, gradients);
            }
        }
    }

    /** The loss is a sum of values with weights that all differ, and a little of both parameters. */
    private static LossGraph graph(Case operation) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 1);
        long[] shape = operation.shape().stream().mapToLong(Long::longValue).toArray();
        SDVariable p = graph.var("p", DataType.DOUBLE, shape);
        SDVariable q = graph.var("q", DataType.DOUBLE, shape);
        SDVariable value = operation.build().apply(p, q).mul("value", 1.0);
        SDVariable touched = p.mul(q).mean().mul(1e-3).mul(x.mean());
        graph.math.tanh(value.mul(0.1)).sum().add(touched).sum("loss");
        graph.setLossVariables("loss");
        List<ParameterShape> parameters = List.of(parameter("p", operation.shape()), parameter("q", operation.shape()));
        return new LossGraph(
                graph,
                List.of(new Input.Observed("x", List.of(Input.BATCH, 1L))),
                parameters,
                "loss",
                List.of("value"));
    }

    private static ParameterShape parameter(String name, List<Long> shape) {
        return new ParameterShape(name, shape, true);
    }

    private static SDVariable parts(SDVariable... parts) {
        return parts[0].mul(graph(parts[0]).math.exp(parts[1]));
    }

    private static SDVariable oneHot(SDVariable p) {
        return graph(p).oneHot(graph(p).constant(Nd4j.createFromArray(1, 0, 2, 5)), 6, -1, 1, 0, p.dataType());
    }

    /** Two units, six inputs, four steps. */
    private static SDVariable lstm(SDVariable p, SDVariable q) {
        SDVariable means = q.mean(1);
        SDVariable weight = q.permute(1, 0);
        LstmForm lstm = new LstmForm(
                graph(p).concat(1, weight, weight),
                graph(p).reshape(graph(p).concat(0, means, means, means, means), 2, 8),
                graph(p).concat(0, means, means));
        return lstm.outputs(graph(p).reshape(p, 1, 4, 6));
    }

    private static SDVariable convolution(SDVariable p, SDVariable q, String format) {
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(2)
                .kW(3)
                .sH(1)
                .sW(2)
                .pH(1)
                .pW(0)
                .paddingMode(PaddingMode.VALID)
                .dataFormat(format)
                .weightsFormat(WeightsFormat.YXIO)
                .build();
        long channels = format.equals(Conv2DConfig.NHWC) ? 4 : 5;
        SDVariable weight = graph(p).reshape(
                        q.get(
                                SDIndex.all(),
                                SDIndex.interval(0, (int) channels),
                                SDIndex.interval(0, 3),
                                SDIndex.interval(0, 4)),
                        2,
                        3,
                        channels,
                        4);
        return graph(p).cnn.conv2d(p, weight, q.mean(0, 1, 2), config);
    }

    private static SameDiff graph(SDVariable variable) {
        return variable.getSameDiff();
    }

    private static INDArray uniform(List<Long> shape, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.INITIALIZATION, 0);
        long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
        double[] values = random.doubles(Stream.of(shape.toArray(Long[]::new)).reduce(1L, (a, b) -> a * b), 0.5, 1.5)
                .toArray();
        return Nd4j.createFromArray(values).reshape('c', dimensions);
    }
}
