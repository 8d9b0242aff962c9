package org.skipsweep.models.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.value.CanonicalNumber;
import org.skipsweep.models.trial.value.Choice;

/**
 * The keys of a trial, in the order of sweep files, JSON, tables and ids. A plan reads each of them for each of up to 100,000 trials, so
 * that what does so is written in loops: a lambda per key and trial took a fifth of the time.
 */
public final class TrialKeys {
    private static final List<TrialKey<?>> ALL = Stream.of(
                    DataKeys.ALL, TextKeys.ALL, ModelKeys.ALL, TrainingKeys.ALL, InferenceKeys.ALL, ExecutionKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, TrialKey<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(TrialKey::name, Function.identity()));

    private static final Map<ModelFamily, List<TrialKey<?>>> BY_FAMILY = Stream.of(ModelFamily.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), family -> ALL.stream()
                    .filter(key -> key.families().contains(family))
                    .toList()));

    private static final List<TrialKey<?>> DATA =
            Stream.of(DataKeys.ALL, TextKeys.ALL).flatMap(List::stream).toList();

    private static final List<TrialKey<?>> SIZE = Stream.of(
                    List.<TrialKey<?>>of(DataKeys.DATASET), TextKeys.ALL, ModelKeys.ALL, InferenceKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private TrialKeys() {}

    /** Every key, in order. */
    public static List<TrialKey<?>> all() {
        return ALL;
    }

    /** The keys that say which examples a trial sees. */
    public static List<TrialKey<?>> ofData() {
        return DATA;
    }

    /** The keys that say which files a trial reads. */
    public static List<TrialKey<?>> ofFiles() {
        return List.of(DataKeys.DATASET, TextKeys.TRAIN, TextKeys.VALIDATION, TextKeys.TEST);
    }

    /** The keys that the size of a model depends on: all but those that say how it is trained. */
    public static List<TrialKey<?>> ofSize() {
        return SIZE;
    }

    /** The keys that trials of a family can have, in order. */
    public static List<TrialKey<?>> of(ModelFamily family) {
        return BY_FAMILY.get(family);
    }

    /** Those of {@code values} that mean something to a trial with these values, which name a model family. */
    public static Map<String, Object> own(Map<String, Object> values) {
        ModelFamily family = read(ModelKeys.MODEL, values);
        Map<String, Object> own = new LinkedHashMap<>();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            TrialKey<?> key = BY_NAME.get(value.getKey());
            if (key == null || meaningful(key, family, values)) {
                own.put(value.getKey(), value.getValue());
            }
        }
        return own;
    }

    private static boolean meaningful(TrialKey<?> key, ModelFamily family, Map<String, ?> values) {
        return key.families().contains(family)
                && (key.need().isEmpty() || key.need().get().met(values));
    }

    /** Why a key means nothing to a trial with the given values: what it is set to. */
    private static String idle(TrialKey<?> key, ModelFamily family, Map<String, ?> values) {
        if (!key.families().contains(family)) {
            return ModelKeys.MODEL + " = " + family.label();
        }
        return key.need()
                .map(need -> need.key() + " = "
                        + Optional.<Object>ofNullable(values.get(need.key().name()))
                                .or(need.key()::plainBefore)
                                .orElse("nothing"))
                .orElse("");
    }

    /** The key of that name, if there is one. */
    public static Optional<TrialKey<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All keys of {@code spec} with their values as JSON has them, in order. */
    public static Map<String, Object> values(TrialSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        spec.keys().forEach(key -> values.put(key.name(), plain(key, spec)));
        return values;
    }

    /** The value of a key in {@code spec} as JSON has it. */
    static <T> Object plain(TrialKey<T> key, TrialSpec spec) {
        return key.type().plain(spec.get(key));
    }

    /**
     * The values with the keys added, where they have no value, whose default depends on other keys. Not all of them need mean
     * something to the trial: see {@link #own}.
     */
    public static Map<String, Object> withDependentDefaults(Map<String, Object> values) {
        Map<String, Object> complete = new LinkedHashMap<>(values);
        boolean grey = values.get(DataKeys.DATASET.name()) instanceof String label
                && Choice.find(Dataset.class, label).filter(Dataset::grey).isPresent();
        complete.putIfAbsent(DataKeys.BINARIZATION.name(), (grey ? Binarization.DYNAMIC : Binarization.NONE).label());
        boolean faithful = SviMode.FAITHFUL.label().equals(values.get(InferenceKeys.SVI_MODE.name()));
        complete.putIfAbsent(
                InferenceKeys.SVI_DIFFERENCE.name(),
                (faithful ? SviDifference.FORWARD : SviDifference.CENTRAL).label());
        boolean central = SviDifference.CENTRAL.label().equals(complete.get(InferenceKeys.SVI_DIFFERENCE.name()));
        complete.putIfAbsent(InferenceKeys.SVI_DIFFERENCE_STEP.name(), faithful ? 1e-5 : central ? 1e-2 : 1e-3);
        complete.putIfAbsent(InferenceKeys.SVI_REFERENCE_BATCH.name(), faithful ? 0 : 32);
        return complete;
    }

    /**
     * The trial with the given values, completed by the defaults of all other keys.
     *
     * @param values as JSON or sweep files have them
     * @throws IllegalArgumentException as {@link #spec}
     */
    public static TrialSpec completed(Map<String, ?> values) {
        Map<String, Object> complete = new LinkedHashMap<>();
        ALL.forEach(key -> plainInitial(key).ifPresent(value -> complete.put(key.name(), value)));
        complete.putAll(values);
        return spec(own(withDependentDefaults(complete)));
    }

    private static <T> Optional<Object> plainInitial(TrialKey<T> key) {
        return key.initial().map(key.type()::plain);
    }

    /**
     * The specification with the given values, which hold every key that means something to the trial but those that have a
     * default from before they were added.
     *
     * @param values as JSON or sweep files have them
     * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong type or out of range
     * @throws ImpossibleTrialException if values cannot stand together
     */
    public static TrialSpec spec(Map<String, ?> values) {
        for (String name : values.keySet()) {
            if (!BY_NAME.containsKey(name)) {
                throw new IllegalArgumentException("unknown key " + name);
            }
        }
        ModelFamily family = read(ModelKeys.MODEL, values);
        Map<TrialKey<?>, Object> typed = new LinkedHashMap<>();
        for (TrialKey<?> key : of(family)) {
            if (meaningful(key, family, values)) {
                typed.put(key, read(key, values));
            }
        }
        for (String name : values.keySet()) {
            TrialKey<?> key = BY_NAME.get(name);
            if (!typed.containsKey(key)) {
                throw new IllegalArgumentException(key + " means nothing to " + idle(key, family, values));
            }
        }
        return new TrialSpec(typed);
    }

    private static <T> T read(TrialKey<T> key, Map<String, ?> values) {
        Object given = values.get(key.name());
        Object raw = given == null ? key.plainBefore().orElse(null) : given;
        if (raw == null) {
            throw new IllegalArgumentException(key.name() + " is missing");
        }
        Optional<T> value = key.type().parse(raw);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    key.name() + " must be " + key.type().expected() + " but is " + shown(raw));
        }
        return key.checked(value.get());
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
