package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.models.trial.ImageTrials;

/** Model spec H.3. */
class KlWarmupTest {

    @ParameterizedTest
    @CsvSource({"1, 0.101", "100, 0.2", "500, 0.6", "899, 0.999", "900, 1", "901, 1", "1000000, 1"})
    void weight_growsByEqualSteps(long step, double expected) {
        KlWarmup warmup = KlWarmup.of(ImageTrials.adam(100, 50, 1e-3, 5, 10, 0.1), 100);
        assertThat(warmup.weight(step)).isCloseTo(expected, within(1e-15));
    }

    @Test
    void withoutWarmup_isOneFromTheFirstStep() {
        KlWarmup warmup = KlWarmup.of(ImageTrials.adam(100, 50, 1e-3, 5, 0, 0.1), 100);
        assertThat(warmup.weight(1)).isEqualTo(1);
    }

    @Test
    void manyEpochsOfManySteps_doNotOverflow() {
        assertThat(new KlWarmup(100_000, 0, 100_000).weight(5_000_000_000L)).isEqualTo(0.5);
    }
}
