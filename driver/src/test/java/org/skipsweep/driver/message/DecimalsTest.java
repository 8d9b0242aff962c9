package org.skipsweep.driver.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "2.434, 2, +2.43",
        "-94.876, 1, -94.9",
        "0, 0, +0",
        "-0.004, 2, +0.00",
        "0.004, 2, +0.00",
        "-0.006, 2, -0.01"
    })
    void signed_zeroOfEitherSideIsPlus(double value, int digits, String text) {
        assertThat(Decimals.signed(value, digits)).isEqualTo(text);
    }

    @Test
    void fixed_whereAComma_wouldBeUsual_point() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(Decimals.fixed(-92.449, 2)).isEqualTo("-92.45");
        } finally {
            Locale.setDefault(before);
        }
    }
}
