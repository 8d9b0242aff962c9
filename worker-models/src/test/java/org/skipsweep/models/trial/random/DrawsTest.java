package org.skipsweep.models.trial.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.random.Draws.Purpose;

class DrawsTest {
    private static final int LENGTH = 10_000;

    @Test
    void equalArguments_giveEqualStreams() {
        assertThat(gaussians(new Draws(5), Purpose.TRAINING_NOISE, 7))
                .isEqualTo(gaussians(new Draws(5), Purpose.TRAINING_NOISE, 7));
    }

    /** What every published number was drawn with: to be the same on every version of Java. */
    @Test
    void numbers_areTheSameForEver() {
        RandomGenerator random = new Draws(7).of(Purpose.TRAINING_NOISE, 3);
        long all = 0;
        for (int i = 1; i <= LENGTH; i++) {
            all = 31 * all + random.nextInt(i);
            all = 31 * all + Double.doubleToLongBits(random.nextDouble());
            all = 31 * all + Float.floatToIntBits(random.nextFloat());
            all = 31 * all + Double.doubleToLongBits(random.nextGaussian());
        }
        assertThat(all).isEqualTo(4382840426074834226L);
    }

    @Test
    void stream_doesNotDependOnWhatWasDrawnBefore() {
        Draws draws = new Draws(5);
        RandomGenerator other = draws.of(Purpose.EPOCH_ORDER, 1);
        RandomGenerator interleaved = draws.of(Purpose.TRAINING_NOISE, 7);
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            other.nextLong();
            values[i] = interleaved.nextGaussian();
        }
        assertThat(values).isEqualTo(gaussians(draws, Purpose.TRAINING_NOISE, 7));
    }

    @Test
    void streamsOfOtherPurposesStepsAndSeeds_areUncorrelated() {
        List<double[]> streams = new ArrayList<>();
        for (long seed : new long[] {0, 1, -1, 354}) {
            for (long step : new long[] {0, 1, 2, 1L << 40}) {
                for (Purpose purpose : Purpose.values()) {
                    streams.add(gaussians(new Draws(seed), purpose, step));
                }
            }
        }
        for (int i = 0; i < streams.size(); i++) {
            assertThat(correlation(streams.get(i), streams.get(i), 1)).isCloseTo(0, within(6 / Math.sqrt(LENGTH)));
            for (int j = 0; j < i; j++) {
                for (int lag = 0; lag < 2; lag++) {
                    assertThat(correlation(streams.get(i), streams.get(j), lag))
                            .as("streams %d and %d at lag %d", i, j, lag)
                            .isCloseTo(0, within(6 / Math.sqrt(LENGTH)));
                }
            }
        }
    }

    @Test
    void firstNumbersOverSteps_areUncorrelatedAndCentred() {
        double[] first = new double[LENGTH];
        for (int step = 0; step < LENGTH; step++) {
            first[step] = new Draws(3).of(Purpose.BINARIZATION, step).nextGaussian();
        }
        assertThat(correlation(first, first, 1)).isCloseTo(0, within(5 / Math.sqrt(LENGTH)));
        assertThat(correlation(first, first, 0)).isCloseTo(1, within(5 * Math.sqrt(2.0 / LENGTH)));
    }

    @Test
    void firstNumbers_arePinned() {
        assertThat(new Draws(354).of(Purpose.TRAINING_NOISE, 1).nextLong()).isEqualTo(4245142548964412296L);
        assertThat(new Draws(1).of(Purpose.INITIALIZATION, 0).nextLong()).isEqualTo(500907445211027704L);
    }

    private static double[] gaussians(Draws draws, Purpose purpose, long step) {
        RandomGenerator random = draws.of(purpose, step);
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    private static double correlation(double[] a, double[] b, int lag) {
        double sum = 0;
        for (int i = lag; i < LENGTH; i++) {
            sum += a[i] * b[i - lag];
        }
        return sum / (LENGTH - lag);
    }
}
