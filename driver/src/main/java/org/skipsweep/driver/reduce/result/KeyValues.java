package org.skipsweep.driver.reduce.result;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/**
 * Values of trial keys. A key that is absent means nothing to the trial's model, or sets no limit.
 *
 * @param values by key: {@link String}, {@link Number} or {@link Boolean}, as {@code results.parquet} has them
 */
public record KeyValues(Map<TrialKey<?>, Object> values) {

    /** None. */
    public static final KeyValues NONE = new KeyValues(Map.of());

    /** Copies the map. */
    public KeyValues {
        values = Map.copyOf(values);
    }

    /** Those of a trial but its seed: replicates share them. */
    public static KeyValues of(Trial trial) {
        Map<TrialKey<?>, Object> values = new HashMap<>();
        TrialKeys.values(trial.spec()).forEach((name, value) -> {
            TrialKey<?> key = TrialKeys.find(name).orElseThrow();
            boolean unlimited = KeyColumns.limit(key) && !(value instanceof Number);
            if (!unlimited && !key.equals(ExecutionKeys.SEED)) {
                values.put(key, value);
            }
        });
        return new KeyValues(values);
    }

    /** One value. */
    public static <T> KeyValues of(TrialKey<T> key, T value) {
        return new KeyValues(Map.of(key, key.type().plain(value)));
    }

    /** These and one more, which takes the place of an earlier value. */
    public <T> KeyValues with(TrialKey<T> key, T value) {
        Map<TrialKey<?>, Object> more = new HashMap<>(values);
        more.put(key, key.type().plain(value));
        return new KeyValues(more);
    }

    /** These but for some keys. */
    public KeyValues without(TrialKey<?>... keys) {
        Map<TrialKey<?>, Object> fewer = new HashMap<>(values);
        Arrays.asList(keys).forEach(fewer::remove);
        return new KeyValues(fewer);
    }

    /** Those of some keys. */
    public KeyValues only(Collection<? extends TrialKey<?>> keys) {
        Map<TrialKey<?>, Object> some = new HashMap<>();
        keys.forEach(key -> find(key).ifPresent(value -> some.put(key, value)));
        return new KeyValues(some);
    }

    /** The value of a key, if there is one. */
    public Optional<Object> find(TrialKey<?> key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key of whole numbers, if there is one. */
    public Optional<Integer> number(TrialKey<Integer> key) {
        return find(key).map(Integer.class::cast);
    }

    /** Whether all of {@code others} are among these. */
    public boolean include(KeyValues others) {
        return others.values.entrySet().stream()
                .allMatch(other -> other.getValue().equals(values.get(other.getKey())));
    }

    /** Whether a key means something to the trial: it has a value, or its absence sets no limit. */
    public boolean meaningful(TrialKey<?> key) {
        return values.containsKey(key) || KeyColumns.limit(key);
    }

    /** The value of a key as tables print it: {@code all} for no limit, {@code -} for a key that means nothing. */
    public String text(TrialKey<?> key) {
        return find(key).map(Object::toString).orElse(KeyColumns.limit(key) ? "all" : "-");
    }

    /** By the values of keys, at least one, the first of which decides first; absence comes before any value. */
    public static Comparator<KeyValues> by(List<? extends TrialKey<?>> keys) {
        return keys.stream()
                .map(KeyValues::by)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /** By the value of a key, absence first. */
    @SuppressWarnings("unchecked") // The values of one key are of one type, and each such type is comparable.
    public static Comparator<KeyValues> by(TrialKey<?> key) {
        return Comparator.comparing(
                values -> (Comparable<Object>) values.values.get(key),
                Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
