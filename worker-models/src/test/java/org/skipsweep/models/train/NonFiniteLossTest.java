package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.TrainedSteps;

class NonFiniteLossTest {
    @TempDir
    private Path folder;

    @Test
    void hugeLearningRate_endsTheTrialWithEpochAndStep() {
        TrialSpec spec = Trials.spec(ImageTrials.adam(Trials.EPOCHS, 50, 1e30, 5, 0, 1));
        NonFiniteLossException failure =
                catchThrowableOfType(NonFiniteLossException.class, () -> Trials.train(spec, folder));
        assertThat(failure.epoch()).isEqualTo(1);
        assertThat(failure.step()).isEqualTo(2);
        assertThat(failure)
                .hasMessageMatching("the loss became (NaN|Infinity) at step 2 of epoch 1; "
                        + "a smaller learning-rate or a longer KL warm-up may help");
    }

    @Test
    void parametersRuinedByTheLastStepOfAnEpoch_areNotSaved() throws Exception {
        TrialSpec spec = Trials.spec(ImageTrials.adam(Trials.EPOCHS, Trials.TRAIN, 1e30, 5, 0, 1));
        assertThatThrownBy(() -> Trials.train(spec, folder)).isInstanceOf(NonFiniteLossException.class);
        assertThat(Trials.checkpoints(folder).latestPath()).isEmpty();
    }

    @Test
    void lastGoodCheckpoint_isKept() throws Exception {
        TrialSpec good = Trials.spec(Trials.OPTIMIZATION);
        EpochFitter ruinsEpochThree = (network, minibatches, epoch) -> {
            TrainedSteps trained = new LocalFitter().fit(network, minibatches, epoch);
            if (epoch == 3) {
                network.params().muli(1e30);
            }
            return trained;
        };
        Trainer trainer = new Trainer(good, Trials.DATA, ruinsEpochThree, Trials.checkpoints(folder), 1, report -> {});
        NonFiniteLossException failure = catchThrowableOfType(NonFiniteLossException.class, trainer::train);
        assertThat(failure.epoch()).isEqualTo(3);
        assertThat(failure.step()).isEqualTo(18);
        assertThat(Trials.checkpoints(folder).latestPath().orElseThrow().getName())
                .isEqualTo("checkpoint-2.zip");
        assertThat(Trials.train(good, folder).metrics().elbo()).isFinite();
    }
}
