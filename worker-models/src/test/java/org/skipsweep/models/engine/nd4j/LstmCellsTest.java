package org.skipsweep.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.form.LstmForm;

/** An LSTM as its cells against the operations of the whole layer, which they stand for. */
class LstmCellsTest {
    private record Sizes(long batch, long length, long inputs, long units) {}

    static Stream<Arguments> layers() {
        return Stream.of(DataType.FLOAT, DataType.DOUBLE)
                .flatMap(dataType -> Stream.of(true, false).flatMap(all -> Stream.of(
                                new Sizes(8, 25, 8, 16),
                                new Sizes(3, 1, 5, 4),
                                new Sizes(1, 6, 3, 4),
                                new Sizes(32, 20, 64, 96))
                        .map(sizes -> Arguments.of(dataType, all, sizes))));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void outputsAndGradients_areThoseOfTheLayerToTheLastBit(DataType dataType, boolean all, Sizes sizes) {
        Map<String, INDArray> parameters = new HashMap<>();
        parameters.put("w", random(dataType, sizes.inputs(), 4 * sizes.units()));
        parameters.put("r", random(dataType, sizes.units(), 4 * sizes.units()));
        parameters.put("b", random(dataType, 4 * sizes.units()));
        Map<String, INDArray> gradients = new HashMap<>();
        try (Evaluator evaluator = new Nd4jEngine().compile(graph(dataType, all, sizes), parameters)) {
            for (int turn = 0; turn < 2; turn++) {
                INDArray x = random(dataType, sizes.batch(), sizes.length(), sizes.inputs());
                INDArray incoming = all
                        ? random(dataType, sizes.batch(), sizes.length(), sizes.units())
                        : random(dataType, sizes.batch(), sizes.units());
                Map<String, INDArray> expected = layer(all, parameters, x, incoming);
                Map<String, INDArray> inputs = Map.of("x", x, "incoming", incoming);
                expected.forEach((name, array) -> gradients.computeIfAbsent(name, unused -> array.ulike()));
                gradients.remove("h");

                assertEqual("h", evaluator.evaluate(inputs, List.of("h")).get("h"), expected);
                assertEqual(
                        "h", evaluator.gradient(inputs, gradients, List.of("h")).get("h"), expected);
                gradients.forEach((name, gradient) -> assertEqual(name, gradient, expected));
            }
        }
    }

    @Test
    void layersOfOtherKinds_areLeftAlone() {
        assertThat(LstmCells.know(lstm("lstmLayer", true))).isTrue();
        assertThat(LstmCells.know(DynamicCustomOp.builder("lstmLayer")
                        .addIntegerArguments(0, 0, 2, 0, 0)
                        .addBooleanArguments(true, false, false, false, false, true, false, false)
                        .build()))
                .isFalse();
        assertThat(LstmCells.know(DynamicCustomOp.builder("matmul").build())).isFalse();
    }

    private static void assertEqual(String name, INDArray actual, Map<String, INDArray> expected) {
        assertThat(actual.equalsWithEps(expected.get(name), 0)).as(name).isTrue();
    }

    private static INDArray random(DataType dataType, long... shape) {
        return Nd4j.rand(dataType, shape).subi(0.5);
    }

    /** An LSTM whose loss is the sum of its outputs times the gradients that are to come in. */
    private static LossGraph graph(DataType dataType, boolean all, Sizes sizes) {
        SameDiff sameDiff = SameDiff.create();
        SDVariable x = sameDiff.placeHolder("x", dataType, -1, -1, sizes.inputs());
        List<Long> shape =
                all ? List.of(Input.BATCH, Input.LENGTH, sizes.units()) : List.of(Input.BATCH, sizes.units());
        SDVariable incoming = sameDiff.placeHolder(
                "incoming",
                dataType,
                shape.stream().mapToLong(size -> size > 0 ? size : -1).toArray());
        LstmForm lstm = new LstmForm(
                sameDiff.var("w", dataType, sizes.inputs(), 4 * sizes.units()),
                sameDiff.var("r", dataType, sizes.units(), 4 * sizes.units()),
                sameDiff.var("b", dataType, 4 * sizes.units()));
        SDVariable h = all ? lstm.outputs(x) : lstm.last(x);
        h.rename("h").mul(incoming).sum("loss");
        return new LossGraph(
                sameDiff,
                List.of(
                        new Input.Free("x", List.of(Input.BATCH, Input.LENGTH, sizes.inputs())),
                        new Input.Observed("incoming", shape)),
                List.of(
                        new ParameterShape("w", List.of(sizes.inputs(), 4 * sizes.units()), true),
                        new ParameterShape("r", List.of(sizes.units(), 4 * sizes.units()), true),
                        new ParameterShape("b", List.of(4 * sizes.units()), true)),
                "loss",
                List.of("h"));
    }

    private static Map<String, INDArray> layer(
            boolean all, Map<String, INDArray> parameters, INDArray x, INDArray incoming) {
        List<INDArray> inputs = List.of(x, parameters.get("w"), parameters.get("r"), parameters.get("b"));
        Map<String, INDArray> results = new HashMap<>();
        results.put("h", incoming.ulike());
        results.put("x", x.ulike());
        parameters.forEach((name, array) -> results.put(name, array.ulike()));
        run(lstm("lstmLayer", all), inputs, List.of(results.get("h")));
        run(
                lstm("lstmLayer_bp", all),
                Stream.concat(inputs.stream(), Stream.of(incoming)).toList(),
                Stream.of("x", "w", "r", "b").map(results::get).toList());
        return results;
    }

    private static DynamicCustomOp lstm(String name, boolean all) {
        return DynamicCustomOp.builder(name)
                .addIntegerArguments(1, 0, 2, 0, 0)
                .addBooleanArguments(true, false, false, false, false, all, !all, false)
                .addFloatingPointArguments(0.0)
                .build();
    }

    private static void run(DynamicCustomOp operation, List<INDArray> inputs, List<INDArray> outputs) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < inputs.size(); i++) {
            context.setInputArray(i, inputs.get(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            context.setOutputArray(i, outputs.get(i));
        }
        context.setArgs(null, operation.iArgs(), operation.dArgs(), operation.tArgs(), operation.bArgs());
        context.allowHelpers(false);
        Nd4j.getExecutioner().exec(operation, context);
    }
}
