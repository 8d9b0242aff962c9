package org.skipsweep.driver.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.skipsweep.driver.store.Samples;

class SweepPaceTest {
    private final SweepPace pace = new SweepPace();

    @Test
    void nothingDone_nothingKnown() {
        pace.at(Samples.trial(1), 0.4);
        assertThat(pace.secondsLeft(100, 3)).isEmpty();
    }

    @Test
    void partsOfTrialsCount_butNotWhatWasDoneBefore() {
        pace.at(Samples.trial(1), 0.5);
        pace.at(Samples.trial(1), 0.75);
        pace.at(Samples.trial(2), 0);
        pace.ended(Samples.trial(2));
        assertThat(pace.secondsLeft(125, 2)).hasValue(125);
    }
}
