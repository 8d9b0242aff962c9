package org.skipsweep.driver.sweep;

import java.util.Optional;
import org.skipsweep.models.trial.Choice;

/** What the value of a key may be, whether it comes from HOCON, JSON or the command line. */
sealed interface ValueType {

    /** What a value must be, for a message: "a whole number". */
    String expected();

    /** The value in the one form that specifications use, or empty if it is not of this type. */
    Optional<Object> canonical(Object raw);

    /** An {@link Integer}. */
    record WholeNumber() implements ValueType {
        @Override
        public String expected() {
            return "a whole number";
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
        }
    }

    /** A {@link Long}. */
    record Seed() implements ValueType {
        @Override
        public String expected() {
            return "a whole number";
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return whole(raw, Long.MIN_VALUE, Long.MAX_VALUE).map(seed -> seed);
        }
    }

    /** An {@link Integer} or the word {@value #ALL}. */
    record Count() implements ValueType {
        static final String ALL = "all";

        @Override
        public String expected() {
            return "a whole number or all";
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return ALL.equals(raw)
                    ? Optional.of(ALL)
                    : whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE - 1L).map(Long::intValue);
        }
    }

    /** A {@link Double}. */
    record Real() implements ValueType {
        @Override
        public String expected() {
            return "a number";
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return raw instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
        }
    }

    /** A {@link Boolean}. */
    record Flag() implements ValueType {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return raw instanceof Boolean ? Optional.of(raw) : Optional.empty();
        }
    }

    /** The label of a {@link Choice}, a {@link String}. */
    record OneOf<E extends Enum<E> & Choice>(Class<E> choice) implements ValueType {
        @Override
        public String expected() {
            return "one of " + Choice.labels(choice);
        }

        @Override
        public Optional<Object> canonical(Object raw) {
            return raw instanceof String label ? Choice.find(choice, label).map(Choice::label) : Optional.empty();
        }
    }

    private static Optional<Long> whole(Object raw, long smallest, long largest) {
        if (!(raw instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            return Optional.empty();
        }
        boolean fits = number.doubleValue() >= smallest && number.doubleValue() <= largest;
        return fits ? Optional.of(number.longValue()) : Optional.empty();
    }
}
