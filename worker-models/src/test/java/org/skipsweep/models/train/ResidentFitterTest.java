package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.ResidentTraining;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/** Training on the engine's device, with the processor as the device, against Deeplearning4j's own steps. */
class ResidentFitterTest {
    private static final ModelSpec IMAGE = new ModelSpec(ModelFamily.IMAGE_VAE, 3, 1, true, false, 512);
    /** So short that every gradient of the first steps is clipped. */
    private static final OptimizationSpec CLIPPED = new OptimizationSpec(2, 60, 1e-3, 0.5, 0, 1);

    @Test
    void parametersAndMoments_areThoseOfDeeplearning4j() throws Exception {
        compare(Trials.MODEL, CLIPPED, 1e-4);
    }

    @Test
    void runningStatistics_areRenewedToo() throws Exception {
        compare(IMAGE, new OptimizationSpec(1, 100, 1e-3, 5, 0, 1), 1e-3);
    }

    @Test
    void stepsHereAndThere_goOnFromEachOther() throws Exception {
        TrialSpec spec = spec(Trials.MODEL, CLIPPED);
        MultiLayerNetwork mixed = network(spec);
        Minibatches minibatches = new Minibatches(spec, Trials.DATA.train());
        try (ResidentTraining training = training(mixed)) {
            ResidentFitter there = new ResidentFitter(training, new StagingArrays());
            there.fit(mixed, minibatches, 1);
            new LocalFitter().fit(mixed, minibatches, 2);
            there.fit(mixed, minibatches, 3);
        }
        MultiLayerNetwork plain = network(spec);
        for (int epoch = 1; epoch <= 3; epoch++) {
            new LocalFitter().fit(plain, minibatches, epoch);
        }
        assertThat(difference(mixed.params(), plain.params())).isLessThan(1e-4);
        assertThat(mixed.getIterationCount()).isEqualTo(plain.getIterationCount());
    }

    @Test
    void lossThatIsNotFinite_isReportedWithItsStep() {
        TrialSpec spec = spec(Trials.MODEL, CLIPPED);
        MultiLayerNetwork network = network(spec);
        network.params().putScalar(0, Float.NaN);
        try (ResidentTraining training = training(network)) {
            ResidentFitter fitter = new ResidentFitter(training, new StagingArrays());
            assertThatThrownBy(() -> fitter.fit(network, new Minibatches(spec, Trials.DATA.train()), 1))
                    .isInstanceOfSatisfying(NonFiniteLossException.class, e -> assertThat(e.step())
                            .isEqualTo(1));
        }
    }

    private static void compare(ModelSpec model, OptimizationSpec optimization, double tolerance) throws Exception {
        TrialSpec spec = spec(model, optimization);
        MultiLayerNetwork expected = network(spec);
        MultiLayerNetwork actual = network(spec);
        Minibatches minibatches = new Minibatches(spec, Trials.DATA.train());
        try (ResidentTraining training = training(actual)) {
            for (int epoch = 1; epoch <= optimization.epochs(); epoch++) {
                double loss = new LocalFitter().fit(expected, minibatches, epoch);
                assertThat(new ResidentFitter(training, new StagingArrays()).fit(actual, minibatches, epoch))
                        .isCloseTo(loss, within(1e-4 * loss));
            }
        }
        assertThat(difference(actual.params(), expected.params())).isLessThan(tolerance);
        assertThat(difference(
                        actual.getUpdater().getStateViewArray(),
                        expected.getUpdater().getStateViewArray()))
                .isLessThan(10 * tolerance);
    }

    /** Norm of the difference over the norm. */
    private static double difference(INDArray actual, INDArray expected) {
        return actual.sub(expected).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
    }

    private static TrialSpec spec(ModelSpec model, OptimizationSpec optimization) {
        TrialSpec base = Trials.spec(model, optimization, 1);
        return new TrialSpec(
                base.data(),
                base.model(),
                base.optimization(),
                EngineKind.LIBTORCH,
                Precision.FP32,
                base.averaging(),
                base.seed());
    }

    private static MultiLayerNetwork network(TrialSpec spec) {
        return Networks.of(spec, Trials.DATA.train().pixelsPerImage());
    }

    private static ResidentTraining training(MultiLayerNetwork network) {
        ObjectiveLayerRuntime objective = Networks.objective(network);
        ObjectiveLayer layer = objective.layerConf();
        return new LibtorchEngine(new Device.Cpu(), Precision.FP32)
                .training(layer.graph(DataType.FLOAT, Phase.TRAINING), objective.layout(), layer.rule());
    }
}
