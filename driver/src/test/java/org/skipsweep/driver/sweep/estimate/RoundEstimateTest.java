package org.skipsweep.driver.sweep.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.file.SweepFiles;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;

class RoundEstimateTest {
    private static final CoreSpeed SPEED = new CoreSpeed(40e9, Double.POSITIVE_INFINITY);
    private static final long PARAMETERS = 1_721_716;

    @TempDir
    private Path folder;

    private Trial trial(String keys) {
        return new SweepFiles(folder)
                .plan("trial { dataset = mnist, skip = true, batch-size = 500, " + keys + " }")
                .trials()
                .get(0);
    }

    private RoundEstimate round(String keys) {
        return RoundEstimate.of(trial(keys).spec(), SPEED).orElseThrow();
    }

    @Test
    void trialOfOneWorker_averagesNothing() {
        assertThat(RoundEstimate.of(trial("averaging.workers = 1").spec(), SPEED))
                .isEqualTo(Optional.empty());
    }

    @Test
    void parametersAndTwoMomentsOfAdam_goToEveryWorkerAndBack() {
        assertThat(round("averaging.workers = 2").bytes()).isEqualTo(2 * 2 * 4 * 3 * PARAMETERS);
        assertThat(round("averaging.workers = 3, update-rule = sgd").bytes()).isEqualTo(2 * 3 * 4 * PARAMETERS);
    }

    @Test
    void speedUp_isTheShareOfTrainingInARound() {
        RoundEstimate round = new RoundEstimate(
                2, 10, RoundEstimate.JOB_SECONDS / 5, RoundEstimate.JOB_SECONDS * RoundEstimate.BYTES_PER_SECOND);
        assertThat(round.trainingSeconds()).isCloseTo(round.averagingSeconds(), within(1e-9));
        assertThat(round.speedUp()).isCloseTo(1, within(1e-9));
        assertThat(round.pays()).isFalse();
    }

    @Test
    void payingMinibatches_areTheFewestThatPay() {
        RoundEstimate round = new RoundEstimate(2, 1, 0.02, 0.095 * RoundEstimate.BYTES_PER_SECOND);
        assertThat(round.payingMinibatches()).isEqualTo(30);
        assertThat(new RoundEstimate(2, 30, round.minibatchSeconds(), round.bytes()).pays())
                .isTrue();
        assertThat(new RoundEstimate(2, 29, round.minibatchSeconds(), round.bytes()).pays())
                .isFalse();
    }

    @Test
    void averagingAfterEveryMinibatch_doesNotPay_butAfterTwentyItDoes() {
        assertThat(round("averaging { workers = 2, frequency = 1 }").pays()).isFalse();
        assertThat(round("averaging { workers = 2, frequency = 20 }").pays()).isTrue();
    }

    @Test
    void epochOfFewMinibatches_makesRoundsShorter() {
        assertThat(round("averaging { workers = 4, frequency = 20 }, train-examples = 5000")
                        .minibatches())
                .isEqualTo(3);
    }

    @Test
    void trial_takesLessTime_theMoreWorkersThereAre_butNotWhereItDoesNotPay() {
        assertThat(seconds("averaging.workers = 2")).isLessThan(seconds("averaging.workers = 1"));
        assertThat(seconds("averaging { workers = 2, frequency = 1 }")).isGreaterThan(seconds("averaging.workers = 1"));
    }

    /** One executor evaluates, however many train. */
    @Test
    void workers_shortenTraining_notEvaluation() {
        String keys = "validation-examples = 10000, averaging.workers = ";
        assertThat(evaluationSeconds(keys + 4)).isCloseTo(evaluationSeconds(keys + 1), within(1e-6));
    }

    private double evaluationSeconds(String keys) {
        return seconds(keys) - TrialEstimate.trainingSeconds(trial(keys).spec(), SPEED);
    }

    private double seconds(String keys) {
        return TrialEstimate.of(trial(keys).spec(), SPEED).seconds();
    }
}
