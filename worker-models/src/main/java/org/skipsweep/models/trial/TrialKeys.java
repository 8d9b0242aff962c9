package org.skipsweep.models.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.models.trial.value.CanonicalNumber;
import org.skipsweep.models.trial.value.Choice;

/** The keys of a trial, in the order of sweep files, JSON, tables and ids. */
public final class TrialKeys {
    private static final List<TrialKey<?>> ALL = Stream.of(
                    DataKeys.ALL, ModelKeys.ALL, TrainingKeys.ALL, ExecutionKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private static final List<TrialKey<?>> SIZE =
            Stream.concat(Stream.of(DataKeys.DATASET), ModelKeys.ALL.stream()).toList();

    private TrialKeys() {}

    /** Every key, in order. */
    public static List<TrialKey<?>> all() {
        return ALL;
    }

    /** The keys that say which examples a trial sees. */
    public static List<TrialKey<?>> ofData() {
        return DataKeys.ALL;
    }

    /** The keys that the size of a model depends on: all but those that say how it is trained. */
    public static List<TrialKey<?>> ofSize() {
        return SIZE;
    }

    /** The keys that trials of a family have, in order. */
    public static List<TrialKey<?>> of(ModelFamily family) {
        return ALL.stream().filter(key -> key.families().contains(family)).toList();
    }

    /** The key of that name, if there is one. */
    public static Optional<TrialKey<?>> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** All keys of {@code spec} with their values as JSON has them, in order. */
    public static Map<String, Object> values(TrialSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        of(spec.family()).forEach(key -> values.put(key.name(), plain(key, spec)));
        return values;
    }

    /** The value of a key in {@code spec} as JSON has it. */
    static <T> Object plain(TrialKey<T> key, TrialSpec spec) {
        return key.type().plain(spec.get(key));
    }

    /** The values with the keys added, where they have no value, whose default depends on other keys. */
    public static Map<String, Object> withDependentDefaults(Map<String, Object> values) {
        Map<String, Object> complete = new LinkedHashMap<>(values);
        boolean grey = values.get(DataKeys.DATASET.name()) instanceof String label
                && Choice.find(Dataset.class, label).filter(Dataset::grey).isPresent();
        complete.putIfAbsent(DataKeys.BINARIZATION.name(), (grey ? Binarization.DYNAMIC : Binarization.NONE).label());
        return complete;
    }

    /**
     * The specification with the given values, which hold every key of the model family but those that have a default from
     * before they were added.
     *
     * @param values as JSON or sweep files have them
     * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong type or out of range
     * @throws ImpossibleTrialException if values cannot stand together
     */
    public static TrialSpec spec(Map<String, ?> values) {
        values.keySet().stream()
                .filter(name -> find(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown key " + name);
                });
        ModelFamily family = read(ModelKeys.MODEL, values);
        Map<TrialKey<?>, Object> typed = new LinkedHashMap<>();
        of(family).forEach(key -> typed.put(key, read(key, values)));
        values.keySet().stream()
                .filter(name -> !find(name).orElseThrow().families().contains(family))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " means nothing to model = " + family.label());
                });
        return new TrialSpec(typed);
    }

    private static <T> T read(TrialKey<T> key, Map<String, ?> values) {
        Object raw = Optional.<Object>ofNullable(values.get(key.name()))
                .or(() -> key.before().map(key.type()::plain))
                .orElseThrow(() -> new IllegalArgumentException(key.name() + " is missing"));
        T value = key.type()
                .parse(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        key.name() + " must be " + key.type().expected() + " but is " + shown(raw)));
        return key.checked(value);
    }

    /** A raw value as a user would write it; texts in quotes. */
    public static String shown(Object raw) {
        if (raw instanceof String text) {
            return '"' + text + '"';
        }
        if (raw instanceof Map) {
            return "an object";
        }
        if (raw instanceof Iterable) {
            return "a list";
        }
        return raw instanceof Double number && Double.isFinite(number)
                ? CanonicalNumber.of(number).toString()
                : String.valueOf(raw);
    }
}
