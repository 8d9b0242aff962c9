package org.skipsweep.driver.message;

import java.util.Locale;

/** Numbers with as many digits behind the point as they are worth, the same in every country. */
public final class Decimals {
    private Decimals() {}

    /** {@code -92.45}. */
    public static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** {@code +2.43}; what rounds to zero is {@code +0.00}. */
    public static String signed(double value, int digits) {
        double scale = Math.pow(10, digits);
        return String.format(Locale.ROOT, "%+." + digits + "f", Math.round(value * scale) == 0 ? 0.0 : value);
    }
}
