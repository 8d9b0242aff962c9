package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class TrainedEncoderTest {
    @TempDir
    Path folder;

    @Test
    void noCheckpoint_noEncoder() throws Exception {
        assertThat(TrainedEncoder.newest(Trials.checkpoints(folder.resolve("nothing"))))
                .isEmpty();
    }

    @Test
    void testImages_meansThatTheTrialMeasured() throws Exception {
        TrialSpec spec = Trials.spec(Trials.OPTIMIZATION);
        TrainedTrial trained = Trials.train(spec, folder);
        TrainedEncoder encoder =
                TrainedEncoder.newest(Trials.checkpoints(folder)).orElseThrow();

        float[][] means = encoder.posteriorMeans(Trials.DATA.test(), new Draws(9).of(Purpose.FEATURE_BINARIZATION, 0));

        double[][] measured = trained.latents().posteriorMean();
        assertThat(means).hasDimensions(measured.length, encoder.latentDim());
        for (int i = 0; i < means.length; i++) {
            for (int d = 0; d < means[i].length; d++) {
                assertThat((double) means[i][d]).isEqualTo(measured[i][d]);
            }
        }
    }

    @Test
    void greyImages_oneDrawPerGenerator() throws Exception {
        Trials.train(Trials.spec(Trials.OPTIMIZATION), folder);
        TrainedEncoder encoder =
                TrainedEncoder.newest(Trials.checkpoints(folder)).orElseThrow();
        ImageSet grey = Trials.grey(30, 28);

        float[][] first = encoder.posteriorMeans(grey, new Draws(1).of(Purpose.FEATURE_BINARIZATION, 0));
        float[][] again = encoder.posteriorMeans(grey, new Draws(1).of(Purpose.FEATURE_BINARIZATION, 0));
        float[][] other = encoder.posteriorMeans(grey, new Draws(2).of(Purpose.FEATURE_BINARIZATION, 0));

        assertThat(again).isDeepEqualTo(first);
        assertThat(other[0]).isNotEqualTo(first[0]);
    }
}
