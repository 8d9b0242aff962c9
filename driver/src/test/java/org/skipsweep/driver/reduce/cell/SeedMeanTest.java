package org.skipsweep.driver.reduce.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedMeanTest {
    @Test
    void of_twoSeeds_intervalByTheTableOfStudentT() {
        SeedMean mean = SeedMean.of(1, 3).orElseThrow();

        assertThat(mean.mean()).isEqualTo(2);
        assertThat(mean.seeds()).isEqualTo(2);
        assertThat(mean.ci95().orElseThrow()).isCloseTo(12.7062 * Math.sqrt(2) / Math.sqrt(2), within(1e-4));
    }

    @Test
    void of_threeSeeds_intervalByTheTableOfStudentT() {
        SeedMean mean = SeedMean.of(-2, 0, 2).orElseThrow();

        assertThat(mean.mean()).isZero();
        assertThat(mean.ci95().orElseThrow()).isCloseTo(2 * 4.302653 / Math.sqrt(3), within(1e-5));
    }

    @Test
    void of_hundredSeeds_intervalByTheTableOfStudentT() {
        double[] values = new double[100];
        values[0] = 10;

        assertThat(SeedMean.of(values).orElseThrow().ci95().orElseThrow()).isCloseTo(1.984217 / 10, within(1e-6));
    }

    @Test
    void of_equalValues_intervalOfNoWidth() {
        assertThat(SeedMean.of(5, 5, 5)).contains(new SeedMean(5, Optional.of(0.0), 3));
    }

    @Test
    void of_oneSeed_noInterval() {
        assertThat(SeedMean.of(7)).contains(new SeedMean(7, Optional.empty(), 1));
    }

    @Test
    void of_nothing_absent() {
        assertThat(SeedMean.of()).isEmpty();
    }
}
