package org.skipsweep.models.trial.value;

import java.util.Optional;
import org.skipsweep.models.trial.DataSpec;

/**
 * What the value of a key may be, whether it comes from a sweep file, from JSON or from the command line.
 *
 * @param <T> what a specification holds
 */
public sealed interface ValueType<T> {
    /** What a value must be, for a message: "a whole number". */
    String expected();

    /** The value that {@code raw}, a text, number or flag, stands for; empty if it is not of this type. */
    Optional<T> parse(Object raw);

    /** The value as sweep files and JSON have it: a {@link String}, {@link Number} or {@link Boolean}. */
    default Object plain(T value) {
        return value;
    }

    /** The value as a user would write it: {@code 0.0003}, {@code true}, {@code mnist}. */
    default String text(T value) {
        return plain(value).toString();
    }

    /** An {@link Integer}. */
    record WholeNumber() implements ValueType<Integer> {
        @Override
        public String expected() {
            return "a whole number";
        }

        @Override
        public Optional<Integer> parse(Object raw) {
            return whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
        }
    }

    /** A {@link Long}. */
    record Seed() implements ValueType<Long> {
        @Override
        public String expected() {
            return "a whole number";
        }

        @Override
        public Optional<Long> parse(Object raw) {
            return whole(raw, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** An {@link Integer}, or {@link DataSpec#ALL}, which is written {@value #ALL}. */
    record Count() implements ValueType<Integer> {
        private static final String ALL = "all";

        @Override
        public String expected() {
            return "a whole number or all";
        }

        @Override
        public Optional<Integer> parse(Object raw) {
            return ALL.equals(raw)
                    ? Optional.of(DataSpec.ALL)
                    : whole(raw, Integer.MIN_VALUE, DataSpec.ALL - 1L).map(Long::intValue);
        }

        @Override
        public Object plain(Integer value) {
            return value == DataSpec.ALL ? ALL : (Object) value;
        }
    }

    /** A {@link Double}. */
    record Real() implements ValueType<Double> {
        @Override
        public String expected() {
            return "a number";
        }

        @Override
        public Optional<Double> parse(Object raw) {
            return raw instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
        }

        @Override
        public String text(Double value) {
            return CanonicalNumber.of(value).toString();
        }
    }

    /** A {@link Boolean}. */
    record Flag() implements ValueType<Boolean> {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Optional<Boolean> parse(Object raw) {
            return raw instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
        }
    }

    /** A {@link Choice}, written as its label. */
    record OneOf<E extends Enum<E> & Choice>(Class<E> choice) implements ValueType<E> {
        @Override
        public String expected() {
            return "one of " + Choice.labels(choice);
        }

        @Override
        public Optional<E> parse(Object raw) {
            return raw instanceof String label ? Choice.find(choice, label) : Optional.empty();
        }

        @Override
        public Object plain(E value) {
            return value.label();
        }
    }

    /** A {@link String}. */
    record Text() implements ValueType<String> {
        @Override
        public String expected() {
            return "a text";
        }

        @Override
        public Optional<String> parse(Object raw) {
            return raw instanceof String text ? Optional.of(text) : Optional.empty();
        }
    }

    private static Optional<Long> whole(Object raw, long smallest, long largest) {
        if (!(raw instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            return Optional.empty();
        }
        boolean fits = number.doubleValue() >= smallest && number.doubleValue() <= largest;
        boolean exact = !(number instanceof Double) || Math.abs(number.doubleValue()) < 0x1p63;
        return fits && exact ? Optional.of(number.longValue()) : Optional.empty();
    }
}
