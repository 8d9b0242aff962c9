package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.ChildJvm;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Trains in a virtual machine of its own, whose heap is too small to hide what native memory does. */
class NativeMemoryTest {
    private static final int IMAGES = 2000;
    private static final int BATCH = 100;
    private static final int WARM_UP = 10;
    private static final int EPOCHS = 100;
    private static final String HEAP = "-Xmx96m";

    @Test
    void manySteps_residentMemoryGrowsByFarLessThanTheMinibatchesThatWentThrough() throws Exception {
        String grown = new ChildJvm(NativeMemoryTest.class, HEAP).output();
        int side = Trials.DATA.train().rows();
        long wentThrough = (long) (EPOCHS - WARM_UP) * IMAGES * side * side * Float.BYTES;
        assertThat(Long.parseLong(grown.strip())).isLessThan(wentThrough / 4);
    }

    /** Prints by how many bytes resident memory grew after the warm-up. */
    public static void main(String[] arguments) throws Exception {
        TrialSpec spec = Trials.spec(Trials.MODEL, ImageTrials.adam(EPOCHS, BATCH, 1e-4, 5, 0, 1), 1);
        int side = Trials.DATA.train().rows();
        MultiLayerNetwork network = Networks.of(spec, side * side);
        Minibatches minibatches = new Minibatches(spec, Trials.grey(IMAGES, side));
        LocalFitter fitter = new LocalFitter();
        Draws draws = new Draws(1);
        long before = 0;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            if (epoch == WARM_UP) {
                before = Pointer.physicalBytes();
            }
            fitter.fit(network, minibatches, epoch);
            Evaluation.of(
                    Networks.workplace(network, new Device.Cpu()).running(),
                    Trials.DATA.test(),
                    100,
                    1,
                    Noise.of(draws.of(Purpose.VALIDATION_NOISE, epoch)));
        }
        System.out.println(Pointer.physicalBytes() - before);
    }
}
