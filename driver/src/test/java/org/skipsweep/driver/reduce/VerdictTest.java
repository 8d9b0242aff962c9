package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.reduce.Claim.Verdict;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, , HOLDS",
        "0, -1, , DOES_NOT_HOLD",
        "0, 0, , DOES_NOT_HOLD",
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
        assertThat(Verdict.above(bound, effect, ci95)).isEqualTo(expected);
    }
}
