package org.skipsweep.models.trial.value;

import java.math.BigDecimal;
import java.math.MathContext;

/** The one decimal form of a number that goes into ids and JSON. */
public final class CanonicalNumber {
    private static final int DIGITS_ENOUGH_FOR_ANY_DOUBLE = 17;

    private CanonicalNumber() {}

    /**
     * The decimal with the fewest digits that reads back as {@code value}, whatever the Java version.
     *
     * @param value finite
     */
    public static BigDecimal of(double value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (digits < DIGITS_ENOUGH_FOR_ANY_DOUBLE
                && exact.round(new MathContext(digits)).doubleValue() != value) {
            digits++;
        }
        BigDecimal shortest = exact.round(new MathContext(digits)).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
