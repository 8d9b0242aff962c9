package org.skipsweep.models.trial.value;

import java.util.Optional;

/**
 * Which values of its type a key takes.
 *
 * @param <T> the type
 */
@FunctionalInterface
public interface Range<T> {
    /** What is wrong with a value, to be read after the key's name: "must be at least 1 but is 0"; empty if nothing is. */
    Optional<String> problem(T value);

    /** Every value. */
    static <T> Range<T> any() {
        return value -> Optional.empty();
    }

    /** Numbers from {@code minimum} on. */
    static <T extends Number> Range<T> atLeast(long minimum) {
        return value -> value.doubleValue() >= minimum
                ? Optional.empty()
                : Optional.of("must be at least " + minimum + " but is " + text(value));
    }

    /** Numbers from {@code minimum} to {@code maximum}, both included. */
    static <T extends Number> Range<T> of(long minimum, long maximum) {
        Range<T> enough = atLeast(minimum);
        return value -> value.doubleValue() <= maximum
                ? enough.problem(value)
                : Optional.of("must be at most " + maximum + " but is " + text(value));
    }

    /** Finite numbers above 0. */
    static Range<Double> positive() {
        return value -> value > 0 && !Double.isInfinite(value)
                ? Optional.empty()
                : Optional.of("must be a positive number but is " + text(value));
    }

    /** Numbers from {@code lower} to {@code upper}, both included. */
    static Range<Double> between(long lower, long upper) {
        return value -> value >= lower && value <= upper
                ? Optional.empty()
                : Optional.of("must lie between " + lower + " and " + upper + " but is " + value);
    }

    /** Numbers from 0 to 1, 1 itself excluded. */
    static Range<Double> belowOne() {
        return value -> value >= 0 && value < 1
                ? Optional.empty()
                : Optional.of("must be at least 0 and below 1 but is " + text(value));
    }

    private static String text(Number value) {
        double number = value.doubleValue();
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
