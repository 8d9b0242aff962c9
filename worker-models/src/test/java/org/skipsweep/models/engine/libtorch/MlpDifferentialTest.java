package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;

/** The MLP VAE on libtorch against the same graph on ND4J. */
class MlpDifferentialTest {
    private static final List<String> VALUES =
            List.of(Elbo.LOSS, Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.KL, Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE);

    private final LibtorchEngine engine = new LibtorchEngine(new Device.Cpu(), Precision.FP32);

    static List<MlpVae> models() {
        return TestModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void valuesAndGradientsInDoublePrecision_areThoseOfNd4j(MlpVae model) {
        compare(model, DataType.DOUBLE, 1, 1e-10);
    }

    @ParameterizedTest
    @MethodSource("models")
    void valuesAndGradientsInSinglePrecision_areThoseOfNd4j(MlpVae model) {
        compare(model, DataType.FLOAT, 1, 1e-5);
    }

    @Test
    void valuesAndGradientsInFullSize_areThoseOfNd4j() {
        compare(new MlpVae(784, 50, 2, 128, true, false), DataType.FLOAT, 0.05, 1e-5);
    }

    private void compare(MlpVae model, DataType dataType, double scale, double tolerance) {
        LossGraph expectedGraph = Elbo.graph(model, dataType, Phase.TRAINING);
        LossGraph actualGraph = Elbo.graph(model, dataType, Phase.TRAINING);
        Map<String, INDArray> parameters = views(TestModels.parameters(expectedGraph, 2), dataType);
        parameters.values().forEach(array -> array.muli(scale));
        Map<String, INDArray> expected = views(TestModels.zeros(expectedGraph), dataType);
        Map<String, INDArray> actual = views(TestModels.zeros(expectedGraph), dataType);
        try (Evaluator reference = new Nd4jEngine().compile(expectedGraph, parameters);
                Evaluator evaluator = engine.compile(actualGraph, parameters)) {
            for (int batch : new int[] {5, 3, 5, 1}) {
                Map<String, INDArray> inputs = new HashMap<>();
                TestModels.inputs(model, batch, batch)
                        .forEach((name, array) -> inputs.put(name, array.castTo(dataType)));
                Map<String, INDArray> values = reference.gradient(inputs, expected, VALUES);
                Differences.assertClose(evaluator.evaluate(inputs, VALUES), values, tolerance);
                Differences.assertClose(evaluator.gradient(inputs, actual, VALUES), values, tolerance);
                Differences.assertClose(actual, expected, tolerance);
            }
        }
        assertThat(actual).isNotEmpty();
    }

    /** The same values in one flat array, as Deeplearning4j keeps them. */
    private static Map<String, INDArray> views(Map<String, INDArray> arrays, DataType dataType) {
        long length = arrays.values().stream().mapToLong(INDArray::length).sum();
        INDArray flat = Nd4j.zeros(dataType, length);
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, INDArray> entry : arrays.entrySet()) {
            INDArray array = entry.getValue();
            INDArray view = flat.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(from, from + array.length()))
                    .reshape('f', array.shape());
            view.assign(array);
            views.put(entry.getKey(), view);
            from += array.length();
        }
        return views;
    }
}
