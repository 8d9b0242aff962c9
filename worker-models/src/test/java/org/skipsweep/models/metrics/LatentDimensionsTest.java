package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.result.Latents;

class LatentDimensionsTest {

    /** Two examples: the first dimension tells them apart, the second is the prior. */
    @Test
    void dimensions_haveTheirPartsOfKl_andTheVarianceOfTheirMeans() {
        double[][] mean = {{1, 0}, {-1, 0}};
        double[][] logVariance = {{Math.log(0.5), 0}, {Math.log(0.5), 0}};

        LatentDimensions dimensions = LatentDimensions.of(new Latents(mean, logVariance, mean, Optional.empty()));

        double kl = (0.5 + 1 - 1 - Math.log(0.5)) / 2;
        assertThat(dimensions.kl().get(0)).isCloseTo(kl, within(1e-15));
        assertThat(dimensions.kl().get(1)).isZero();
        assertThat(dimensions.meanVariance()).isEqualTo(List.of(2.0, 0.0));
        assertThat(dimensions.kl().get(0) + dimensions.kl().get(1))
                .isCloseTo(GaussianKl.meanToStandardNormal(mean, logVariance), within(1e-15));
    }
}
