package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.result.Latents;

class MinibatchMutualInformationTest {
    @Test
    void estimate_gaussianPopulationFarApart_capOfTheBatch() {
        Latents latents = SyntheticLatents.gaussianPopulation(5000, 20, 0.1, 1);

        assertThat(MinibatchMutualInformation.estimate(latents)).isCloseTo(Math.log(50), within(0.1));
    }

    @Test
    void estimate_collapsed_zero() {
        double[][] zero = new double[20_000][1];

        assertThat(MinibatchMutualInformation.estimate(SyntheticLatents.sampled(zero, zero, 1), 50))
                .isCloseTo(0, within(0.02));
    }

    @Test
    void estimate_batchesOfOne_differenceOfEntropyAndItsSample() {
        Latents latents = new Latents(
                new double[][] {{1}, {2}}, new double[][] {{0}, {0}}, new double[][] {{1}, {2}}, Optional.empty());

        assertThat(MinibatchMutualInformation.estimate(latents, 1)).isCloseTo(-0.5, within(1e-15));
    }

    @Test
    void estimate_shortLastBatch_weightedByItsSize() {
        double[][] means = {{0}, {1000}, {0}};
        Latents latents = new Latents(means, new double[3][1], means, Optional.empty());

        assertThat(MinibatchMutualInformation.estimate(latents, 2))
                .isCloseTo((2 * Math.log(2) - 3 * 0.5) / 3, within(1e-14));
    }

    @Test
    void estimate_batchSizeZero_refused() {
        Latents latents = SyntheticLatents.irregular(2, 1, 1);

        assertThatThrownBy(() -> MinibatchMutualInformation.estimate(latents, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch size must be at least 1 but is 0");
    }
}
