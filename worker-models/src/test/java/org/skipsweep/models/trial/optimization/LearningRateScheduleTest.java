package org.skipsweep.models.trial.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    private static final LearningRateSchedule HALVING = new LearningRateSchedule.StickyHalving(15, 0.03);

    /** The rate after each epoch until training ends. */
    private static List<Double> rates(LearningRateSchedule schedule, int epochs, IntPredicate improves) {
        List<Double> rates = new ArrayList<>();
        LearningRateSchedule.State state = schedule.start(1);
        for (int epoch = 1; epoch <= epochs && !state.finished(); epoch++) {
            state = schedule.after(state, epoch, improves.test(epoch));
            rates.add(state.rate());
        }
        return rates;
    }

    /** Model spec H.3. */
    @Test
    void firstBadEpoch16_halvesAtEveryEpochAndStopsAfter21() {
        for (IntPredicate improves : List.<IntPredicate>of(epoch -> epoch <= 15, epoch -> epoch != 16)) {
            List<Double> rates = rates(HALVING, 30, improves);
            assertThat(rates).hasSize(21);
            assertThat(rates.subList(0, 15)).containsOnly(1.0);
            assertThat(rates.subList(15, 21)).containsExactly(.5, .25, .125, .0625, .03125, .015625);
        }
    }

    @Test
    void badEpochsBeforeTheFirstThatCounts_areForgotten() {
        assertThat(rates(HALVING, 30, epoch -> epoch >= 15)).hasSize(30).containsOnly(1.0);
        assertThat(rates(HALVING, 30, epoch -> false)).hasSize(20).endsWith(.03125, .015625);
    }

    @Test
    void constant_staysAndNeverStops() {
        assertThat(rates(new LearningRateSchedule.Constant(), 30, epoch -> false))
                .hasSize(30)
                .containsOnly(1.0);
    }
}
