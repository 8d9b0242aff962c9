package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;

class NativeMemoryTest {
    private static final int IMAGES = 2000;
    private static final int BATCH = 100;
    private static final int WARM_UP = 5;
    private static final int EPOCHS = 100;

    @Test
    void manySteps_residentMemoryGrowsByLessThanATenthOfTheMinibatchesThatWentThrough() throws Exception {
        TrialSpec spec = Trials.spec(Trials.MODEL, new OptimizationSpec(EPOCHS, BATCH, 1e-4, 5, 0, 1), 1);
        int side = Trials.DATA.train().rows();
        MultiLayerNetwork network = Networks.of(spec, side * side);
        Minibatches minibatches = new Minibatches(spec, Trials.grey(IMAGES, side));
        LocalFitter fitter = new LocalFitter();
        StagingArrays arrays = new StagingArrays();
        Draws draws = new Draws(1);

        long before = 0;
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            if (epoch == WARM_UP) {
                before = Pointer.physicalBytes();
            }
            fitter.fit(network, minibatches, epoch);
            Evaluation.of(network, Trials.DATA.test(), draws, Purpose.VALIDATION_NOISE, epoch, arrays);
        }

        long wentThrough = (long) (EPOCHS - WARM_UP) * IMAGES * side * side * Float.BYTES;
        assertThat(Pointer.physicalBytes() - before).isLessThan(wentThrough / 10);
    }
}
