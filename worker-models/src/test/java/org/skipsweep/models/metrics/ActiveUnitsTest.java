package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ActiveUnitsTest {
    private static final double[][] MEANS = {{.1, 1, 0}, {-.1, -1, 0}, {.1, 1, .02}, {-.1, -1, -.02}};

    @Test
    void variances_dividedByOneLessThanN() {
        assertThat(ActiveUnits.variances(MEANS))
                .containsExactly(new double[] {0.04 / 3, 4.0 / 3, 0.0008 / 3}, within(1e-15));
    }

    @Test
    void count_bothThresholds() {
        assertThat(ActiveUnits.count(MEANS, ActiveUnits.THRESHOLD)).isEqualTo(2);
        assertThat(ActiveUnits.count(MEANS, ActiveUnits.THRESHOLD_002)).isEqualTo(1);
    }

    @Test
    void count_varianceEqualToThreshold_active() {
        assertThat(ActiveUnits.count(new double[][] {{0}, {0.5}}, 0.125)).isEqualTo(1);
    }

    @Test
    void count_sameMeanEverywhere_none() {
        assertThat(ActiveUnits.count(new double[][] {{3, -1}, {3, -1}, {3, -1}}, ActiveUnits.THRESHOLD))
                .isZero();
    }

    @Test
    void count_singleExample_none() {
        assertThat(ActiveUnits.count(new double[][] {{3, -1}}, ActiveUnits.THRESHOLD))
                .isZero();
    }
}
