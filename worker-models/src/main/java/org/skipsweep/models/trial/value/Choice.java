package org.skipsweep.models.trial.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A closed choice that has a name in sweep files, JSON and tables. */
public interface Choice {

    /** The kebab-case name that users write. */
    String label();

    /** The constant of {@code type} with the given name, if there is one. */
    static <E extends Enum<E> & Choice> Optional<E> find(Class<E> type, String label) {
        for (E constant : type.getEnumConstants()) {
            if (constant.label().equals(label)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /**
     * The constant of {@code type} with the given name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names that exist
     */
    static <E extends Enum<E> & Choice> E of(Class<E> type, String label) {
        return find(type, label)
                .orElseThrow(() -> new IllegalArgumentException("\"" + label + "\" is not one of " + labels(type)));
    }

    /** All names of {@code type}, comma-separated, in declaration order. */
    static <E extends Enum<E> & Choice> String labels(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::label).collect(Collectors.joining(", "));
    }
}
