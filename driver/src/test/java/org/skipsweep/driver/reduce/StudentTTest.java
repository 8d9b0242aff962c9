package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {
    @Test
    void halfWidth_twoValues_tableQuantile() {
        assertThat(StudentT.halfWidth95(1.0, 2L)).isCloseTo(12.7062 / Math.sqrt(2), within(1e-4));
    }

    @Test
    void halfWidth_threeValues_tableQuantile() {
        assertThat(StudentT.halfWidth95(2.0, 3L)).isCloseTo(2 * 4.302653 / Math.sqrt(3), within(1e-5));
    }

    @Test
    void halfWidth_oneValueOrNone_null() {
        assertThat(StudentT.halfWidth95(null, 1L)).isNull();
        assertThat(StudentT.halfWidth95(null, 0L)).isNull();
    }
}
