package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;
import org.skipsweep.models.trial.result.Metric;

/** The same trial with different engines. */
class EngineTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void libtorch_trainsToTheElboOfNd4j() throws Exception {
        TrainedTrial nd4j = train(EngineKind.ND4J, Precision.FP32);
        TrainedTrial libtorch = train(EngineKind.LIBTORCH, Precision.FP32);
        assertThat(libtorch.metrics().elbo()).isCloseTo(nd4j.metrics().elbo(), within(0.05));
        assertThat(libtorch.metrics().values().get(Metric.KL))
                .isCloseTo(nd4j.metrics().values().get(Metric.KL), within(0.05));
        assertThat(libtorch.engine()).isEqualTo("libtorch 2.10.0 cpu fp32");
        assertThat(nd4j.engine()).isEqualTo("nd4j Cpu");
    }

    @Test
    void reducedPrecision_trainsToNearlyTheSameElbo() throws Exception {
        TrainedTrial full = train(EngineKind.LIBTORCH, Precision.FP32);
        TrainedTrial reduced = train(EngineKind.LIBTORCH, Precision.BF16);
        assertThat(reduced.metrics().elbo()).isCloseTo(full.metrics().elbo(), within(0.3));
        assertThat(reduced.engine()).isEqualTo("libtorch 2.10.0 cpu bf16");
    }

    /** In single precision, training makes differences of rounding grow; in double none is left to see. */
    @Test
    void inDouble_libtorchTrainsTheParametersOfNd4j() {
        INDArray nd4j = trainedInDouble(EngineKind.ND4J);
        INDArray libtorch = trainedInDouble(EngineKind.LIBTORCH);
        double distance = libtorch.sub(nd4j).norm2Number().doubleValue();
        assertThat(distance / nd4j.norm2Number().doubleValue()).isLessThan(1e-12);
    }

    private static INDArray trainedInDouble(EngineKind engine) {
        TrialSpec spec = spec(engine, Precision.FP32);
        MultiLayerNetwork network = Networks.of(
                spec,
                new DataShape.Images(784),
                Networks.adam(UpdateRule.Adam.USUAL, spec.optimization().learningRate()),
                DataType.DOUBLE);
        INDArray start = network.params().dup();
        Minibatches minibatches = new Minibatches(spec, Trials.DATA.train());
        for (int epoch = 1; epoch <= Trials.EPOCHS; epoch++) {
            Minibatches.Epoch order = minibatches.epoch(epoch);
            for (int i = 0; i < minibatches.perEpoch(); i++) {
                DataSet minibatch = order.minibatch(i);
                network.fit(
                        minibatch.getFeatures().castTo(DataType.DOUBLE),
                        minibatch.getLabels().castTo(DataType.DOUBLE));
            }
        }
        assertThat(network.params()).isNotEqualTo(start);
        return network.params();
    }

    private TrainedTrial train(EngineKind engine, Precision precision) throws Exception {
        TrialSpec spec = spec(engine, precision);
        return Trials.train(spec, folder.resolve(engine.label() + precision.label()));
    }

    private static TrialSpec spec(EngineKind engine, Precision precision) {
        return Trials.spec(Trials.OPTIMIZATION)
                .with(ExecutionKeys.ENGINE, engine)
                .with(ExecutionKeys.PRECISION, precision);
    }
}
