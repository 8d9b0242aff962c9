package org.skipsweep.models.trial;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/**
 * All there is to know of one key of a trial.
 *
 * @param name as users write it, kebab-case, with a dot for each level: {@code averaging.workers}
 * @param type what its value may be
 * @param range which of these it takes
 * @param initial its default; empty where the default depends on other keys. The default of a key that was added when
 *     trials had been published never changes: it is the value that those trials have
 * @param families the model families that it means something to; trials of others do not have it
 * @param need what a trial of such a family must be set to for the key to mean something to it; without that, it does not
 *     have the key
 * @param generation 0 for the keys of the first published trials, one more for each time that keys were added
 * @param documentation what it is for, as {@code reference.conf} says it
 * @param <T> type of its values
 */
public record TrialKey<T>(
        String name,
        ValueType<T> type,
        Range<T> range,
        Optional<T> initial,
        Set<ModelFamily> families,
        Optional<Need> need,
        int generation,
        String documentation) {

    /**
     * A value of another key.
     *
     * @param key the other key
     * @param value as JSON has it
     */
    public record Need(TrialKey<?> key, Object value) {
        /** Whether {@code values}, as JSON or sweep files have them, hold it. */
        boolean met(Map<String, ?> values) {
            Object given = values.get(key.name());
            return value.equals(given == null ? key.plainBefore().orElse(null) : given);
        }

        @Override
        public String toString() {
            return key + " = " + value;
        }
    }

    /** Copies the set. */
    public TrialKey {
        families = Set.copyOf(families);
    }

    /** A key that every trial was ever written with. */
    static <T> TrialKey<T> original(
            String name, ValueType<T> type, Range<T> range, T initial, Set<ModelFamily> families, String text) {
        return added(0, name, type, range, initial, families, text);
    }

    /** A key that was added when trials had been published. */
    static <T> TrialKey<T> added(
            int generation,
            String name,
            ValueType<T> type,
            Range<T> range,
            T initial,
            Set<ModelFamily> families,
            String text) {
        return new TrialKey<>(
                name, type, range, Optional.ofNullable(initial), families, Optional.empty(), generation, text.strip());
    }

    /** The same key for trials only whose {@code key} is {@code value}. */
    <N> TrialKey<T> where(TrialKey<N> key, N value) {
        Need needed = new Need(key, key.type().plain(value));
        return new TrialKey<>(name, type, range, initial, families, Optional.of(needed), generation, documentation);
    }

    /** The name of the key's Parquet column: {@code averaging_workers}. */
    public String column() {
        return name.replace('-', '_').replace('.', '_');
    }

    /** The value that trials have which were written when there was no such key; empty if there are none. */
    public Optional<T> before() {
        return generation == 0 ? Optional.empty() : initial;
    }

    /** {@link #before} as JSON has it. */
    Optional<Object> plainBefore() {
        return before().map(type::plain);
    }

    /** Whether the text of a trial of that family leaves the key out where it has its default. */
    public boolean silentIn(ModelFamily family) {
        return generation > family.generation();
    }

    /**
     * {@code value} itself.
     *
     * @throws IllegalArgumentException if it is out of range, naming key and value
     */
    public T checked(T value) {
        Optional<String> problem = range.problem(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(name + " " + problem.get());
        }
        return value;
    }

    /** The value in {@code spec} as text: {@code 0.0003}, {@code true}, {@code mnist}; {@code -} if it has none. */
    public String text(TrialSpec spec) {
        return spec.find(this).map(type::text).orElse("-");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrialKey<?> key && key.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
