package org.skipsweep.driver.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private static TrialNews.Step step(int epoch, int step) {
        return new TrialNews.Step("0a", epoch, 10, step, 100);
    }

    @Test
    void firstStep_noPaceYet() {
        StepPace begun = StepPace.begun(step(3, 50), 0);

        assertThat(begun.stepsPerSecond()).isEmpty();
        assertThat(begun.secondsLeft()).isEmpty();
        assertThat(begun.then(step(3, 50), SECOND).stepsPerSecond()).isEmpty();
    }

    @Test
    void steps_countFromWhereThisRunBegan_overEpochs() {
        StepPace pace =
                StepPace.begun(step(3, 51), 0).then(step(3, 99), 4 * SECOND).then(step(4, 51), 10 * SECOND);

        assertThat(pace.stepsPerSecond()).hasValue(10);
        assertThat(pace.secondsLeft()).hasValue(65);
    }

    @Test
    void trialThatBeginsAnew_countsAnew() {
        StepPace pace =
                StepPace.begun(step(3, 1), 0).then(step(4, 1), 10 * SECOND).then(step(3, 1), 12 * SECOND);

        assertThat(pace.stepsPerSecond()).isEmpty();
        assertThat(pace.then(step(3, 21), 13 * SECOND).stepsPerSecond()).hasValue(20);
    }
}
