package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class AdamStepTest {
    private static final double CLIP = 5;
    private static final double RATE = 3e-4;
    private static final TrialSpec SPEC = Trials.spec(
            new ModelSpec(ModelFamily.MLP_VAE, 3, 2, true, false, 40), ImageTrials.adam(1, 50, RATE, CLIP, 0, 0.1), 1);

    /** A gradient below the threshold is not changed; of a longer one, the norm is added up otherwise, to four digits the same. */
    @ParameterizedTest
    @CsvSource({"1e-4, 1e-6", "0.02, 1e-6", "0.04, 1e-4", "3, 1e-4"})
    void steps_areThoseOfDeeplearning4j(double scale, float relative) {
        MultiLayerNetwork network = network();
        MultiLayerNetwork reference = network();
        ParameterMemory memory = Networks.workplace(network, new Device.Cpu()).memory();
        memory.load(Networks.updaterState(network));
        for (int step = 0; step < 12; step++) {
            fill(network.getFlattenedGradients(), step, scale);
            fill(reference.getFlattenedGradients(), step, scale);

            memory.update(SPEC.optimization().updateRule(), RATE, CLIP, step + 1L);
            memory.store(Networks.updaterState(network));
            NetworkUpdater.step(reference);

            network.setIterationCount(step + 1);
            reference.setIterationCount(step + 1);
            assertSame(network.params(), reference.params(), relative);
            assertSame(Networks.updaterState(network), Networks.updaterState(reference), relative);
        }
    }

    private static void assertSame(INDArray actual, INDArray expected, float relative) {
        float tolerance = relative * expected.amaxNumber().floatValue();
        assertThat(actual.toFloatVector()).containsExactly(expected.toFloatVector(), within(tolerance));
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = Networks.of(SPEC, 64);
        Networks.workplace(network, new Device.Cpu());
        return network;
    }

    private static void fill(INDArray gradients, int step, double scale) {
        RandomGenerator random = new Draws(4).of(Purpose.TRAINING_NOISE, step);
        for (long i = 0; i < gradients.length(); i++) {
            gradients.putScalar(i, random.nextGaussian() * scale);
        }
    }
}
