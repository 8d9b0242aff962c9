package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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

    @Test
    void interval_unitsFarFromTheThreshold_noWidth_unitsNearIt_both() {
        RandomGenerator random = new SplittableRandom(3);
        double[] deviations = {1, 0.2, 0.1, 0.001};
        double[][] means = new double[2_000][deviations.length];
        for (double[] mean : means) {
            Arrays.setAll(mean, d -> deviations[d] * random.nextGaussian());
        }

        assertThat(ActiveUnits.interval(means, ActiveUnits.THRESHOLD)).isEqualTo(new ActiveUnits.Interval(2, 3));
        assertThat(ActiveUnits.interval(means, 0.1)).isEqualTo(new ActiveUnits.Interval(1, 1));
    }
}
