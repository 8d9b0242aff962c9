package org.skipsweep.driver.reduce.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.reduce.cell.SeedMean;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, , UNDECIDED",
        "0, -1, , UNDECIDED",
        "0, 0, , UNDECIDED",
        "0, 1, 0.5, HOLDS",
        "0, 1, 1.5, UNDECIDED",
        "0, -1, 1.5, UNDECIDED",
        "0, -2, 1.5, DOES_NOT_HOLD",
        "-1, -0.4, 0.5, HOLDS",
        "-1, -0.6, 0.5, UNDECIDED",
        "0, 0, 0, DOES_NOT_HOLD",
        "0, 2, 0, HOLDS"
    })
    void above_effectAndInterval_verdict(double bound, double effect, Double ci95, Verdict expected) {
        assertThat(Verdict.above(bound, effect(effect, ci95))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, , UNDECIDED", "-1, 0.5, HOLDS", "1, 0, DOES_NOT_HOLD", "-1, 1.5, UNDECIDED", "0, 0, DOES_NOT_HOLD"
    })
    void below_effectAndInterval_verdict(double effect, Double ci95, Verdict expected) {
        assertThat(Verdict.below(0, effect(effect, ci95))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, , UNDECIDED",
        "2.4, , UNDECIDED",
        "0.5, 0.4, EQUAL",
        "-0.5, 0, EQUAL",
        "0.5, 0.6, UNDECIDED",
        "-1.5, 0.6, UNDECIDED",
        "-1.5, 0.4, WORSE",
        "2.43, 0.33, BETTER"
    })
    void beside_effectAndInterval_verdict(double effect, Double ci95, Verdict expected) {
        assertThat(Verdict.beside(1, effect(effect, ci95))).isEqualTo(expected);
    }

    private static SeedMean effect(double mean, Double ci95) {
        return new SeedMean(mean, Optional.ofNullable(ci95), 2);
    }
}
