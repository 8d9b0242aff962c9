package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;

class DeviceFitterTest {
    private static final int SIDE = Trials.DATA.train().rows();

    @ParameterizedTest
    @ValueSource(doubles = {5, 1e9})
    void twoEpochs_areThoseOfTheLocalFitter(double gradientClip) throws Exception {
        compare(new ModelSpec(ModelFamily.MLP_VAE, 5, 2, true, false, 32), gradientClip, 2, 1e-5);
    }

    /** Looser, because a bias before a normalisation has no gradient but rounding, which Adam makes a step of. */
    @Test
    void runningStatistics_moveAsWithTheLocalFitter() throws Exception {
        compare(new ModelSpec(ModelFamily.IMAGE_VAE, 3, 1, true, false, 32), 5, 1, 1e-3);
    }

    private static void compare(ModelSpec model, double gradientClip, int epochs, double tolerance) throws Exception {
        TrialSpec spec = spec(model, EngineKind.LIBTORCH, gradientClip, 1e-3);
        MultiLayerNetwork expected = Networks.of(spec, SIDE * SIDE);
        MultiLayerNetwork actual = Networks.of(spec, SIDE * SIDE);
        Minibatches minibatches = new Minibatches(spec, Trials.DATA.train());
        LocalFitter local = new LocalFitter();
        DeviceFitter device = new DeviceFitter();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double loss = local.fit(expected, minibatches, epoch);
            assertThat(device.fit(actual, minibatches, epoch)).isCloseTo(loss, within(tolerance * loss));
        }
        assertThat(distance(actual.params(), expected.params())).isLessThan(tolerance);
        assertThat(distance(
                        actual.getUpdater().getStateViewArray(),
                        expected.getUpdater().getStateViewArray()))
                .isLessThan(10 * tolerance);
        assertThat(actual.getIterationCount()).isEqualTo(expected.getIterationCount());
        local.fit(expected, minibatches, epochs + 1);
        local.fit(actual, minibatches, epochs + 1);
        assertThat(distance(actual.params(), expected.params())).isLessThan(10 * tolerance);
    }

    @Test
    void lossThatIsNotFinite_isReportedWithItsStep() throws Exception {
        TrialSpec spec = spec(Trials.MODEL, EngineKind.LIBTORCH, 1e30, 1e18);
        MultiLayerNetwork network = Networks.of(spec, SIDE * SIDE);
        INDArray before = network.params().dup();
        Minibatches minibatches = new Minibatches(spec, Trials.DATA.train());
        assertThatThrownBy(() -> new DeviceFitter().fit(network, minibatches, 1))
                .isInstanceOfSatisfying(NonFiniteLossException.class, e -> {
                    assertThat(e.epoch()).isOne();
                    assertThat(e.step()).isBetween(2L, (long) minibatches.perEpoch());
                });
        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void otherEngine_isRefused() {
        TrialSpec spec = spec(Trials.MODEL, EngineKind.ND4J, 5, 1e-3);
        MultiLayerNetwork network = Networks.of(spec, SIDE * SIDE);
        assertThatThrownBy(() -> new DeviceFitter().fit(network, new Minibatches(spec, Trials.DATA.train()), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training on a device needs engine = libtorch and Adam, but the engine is nd4j Cpu");
    }

    private static double distance(INDArray actual, INDArray expected) {
        return actual.sub(expected).norm2Number().doubleValue()
                / expected.norm2Number().doubleValue();
    }

    private static TrialSpec spec(ModelSpec model, EngineKind engine, double gradientClip, double learningRate) {
        TrialSpec base = Trials.spec(new OptimizationSpec(4, 60, learningRate, gradientClip, 2, 0.1));
        return new TrialSpec(base.data(), model, base.optimization(), engine, base.averaging(), base.seed());
    }
}
