package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.libtorch.fusion.Fusions;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.model.LstmSizes;
import org.skipsweep.models.model.LstmVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.TextModels;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;

/** What libtorch makes of the models of text. */
class TextFusionTest {
    /** Large enough for the output layer to take several parts. */
    private static final LstmVae MODEL = new LstmVae(new LstmSizes(40_000, 3, 8, 0.5, 0.1, 25), 4, true);

    @Test
    void wordsLstmAndCrossEntropy_areOneCallEach() {
        LossGraph graph = Elbo.graph(TextModels.SKIP, DataType.FLOAT, Phase.TRAINING);
        List<String> wanted = List.of(graph.loss(), Elbo.NEGATIVE_LOG_LIKELIHOOD);
        List<String> calls = Fusions.apply(TorchGraph.calls(graph.graph(), wanted), wanted, graph.loss()).stream()
                .map(TorchCall::name)
                .toList();
        assertThat(calls.stream().filter("embedding"::equals)).hasSize(2);
        assertThat(calls).containsOnlyOnce("lstm", "lstmLayer", "crossEntropy");
        assertThat(calls).doesNotContain("onehot", "log_softmax");
    }

    @Test
    void outputLayerInParts_isThatInOne() {
        LossGraph graph = TextModels.decoder(MODEL, DataType.DOUBLE, Phase.TRAINING);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 1);
        Map<String, INDArray> inputs = TextModels.inputs(graph, DataType.DOUBLE, 3, 26, 1);
        Map<String, INDArray> parts = TextModels.zeros(graph, DataType.DOUBLE);
        Map<String, INDArray> sums = TextModels.zeros(graph, DataType.DOUBLE);
        try (Evaluator evaluator = new LibtorchEngine(new Device.Cpu(), Precision.FP32).compile(graph, parameters)) {
            evaluator.gradient(inputs, parts, List.of());
            for (int i = 0; i < 3; i++) {
                Map<String, INDArray> one = new HashMap<>();
                int example = i;
                inputs.forEach((name, array) -> one.put(
                        name,
                        array.get(NDArrayIndex.interval(example, example + 1)).dup()));
                Map<String, INDArray> gradients = TextModels.zeros(graph, DataType.DOUBLE);
                evaluator.gradient(one, gradients, List.of());
                sums.forEach((name, sum) -> sum.addi(gradients.get(name).div(3)));
            }
        }
        Differences.assertClose(parts, sums, 1e-10);
    }

    @Test
    void reducedPrecision_isNearFull() {
        Map<String, INDArray> full = gradients(TextModels.SKIP, 1, 3, 6, DataType.FLOAT, Precision.FP32);
        Map<String, INDArray> reduced = gradients(TextModels.SKIP, 1, 3, 6, DataType.FLOAT, Precision.BF16);
        assertThat(reduced).isNotEqualTo(full);
        Differences.assertGradientsClose(reduced, full, 0.05);
    }

    @Test
    void reducedPrecision_overManySteps_isNearDouble() {
        LstmVae model = new LstmVae(new LstmSizes(200, 64, 64, 0.5, 0.1, 10), 8, true);
        Map<String, INDArray> exact = gradients(model, 0.12, 8, 60, DataType.DOUBLE, Precision.FP32);
        Map<String, INDArray> reduced = gradients(model, 0.12, 8, 60, DataType.FLOAT, Precision.BF16);
        assertThat(Differences.relativeDistance(reduced, exact)).isBetween(1e-4, 1e-2);
    }

    @Test
    void reducedPrecision_reachesRecurrences() {
        LossGraph graph = Elbo.graph(TextModels.SKIP, DataType.FLOAT, Phase.TRAINING);
        List<String> weights = TorchPrograms.calls(graph, List.of(graph.loss()), Precision.BF16).stream()
                .filter(call -> call.name().startsWith("lstm"))
                .map(call -> call.inputs().get(1))
                .toList();
        assertThat(weights).containsExactlyInAnyOrder("encoder.lstm.weight:bf16", "decoder.lstm.weight:bf16");
    }

    /** The gradients of a minibatch, with parameters of standard deviation 0.7 times {@code scale}. */
    private static Map<String, INDArray> gradients(
            LstmVae model, double scale, int batch, int length, DataType dataType, Precision precision) {
        LossGraph graph = Elbo.graph(model, dataType, Phase.TRAINING);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 1);
        parameters.replaceAll((name, values) -> values.mul(scale).castTo(dataType));
        Map<String, INDArray> gradients = TextModels.zeros(graph, dataType);
        try (Evaluator evaluator = new LibtorchEngine(new Device.Cpu(), precision).compile(graph, parameters)) {
            evaluator.gradient(TextModels.inputs(graph, dataType, batch, length, 1), gradients, List.of());
        }
        return gradients;
    }
}
