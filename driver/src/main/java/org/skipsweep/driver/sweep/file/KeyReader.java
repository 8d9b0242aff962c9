package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.value.ValueType;

/** Reads trial keys and their values out of HOCON objects, checking each value by itself. */
final class KeyReader {
    private static final List<String> NAMES =
            TrialKeys.all().stream().map(TrialKey::name).toList();

    private final Problems problems;
    private final Comparator<Map.Entry<String, ConfigValue>> fileOrder;

    /** @param fileOrder the order in which keys were written */
    KeyReader(Problems problems, Comparator<Map.Entry<String, ConfigValue>> fileOrder) {
        this.problems = problems;
        this.fileOrder = fileOrder;
    }

    /** The trial keys in {@code object} with their raw values, in the file's order; others are problems. */
    Map<TrialKey<?>, ConfigValue> keys(ConfigObject object, String path) {
        Map<TrialKey<?>, ConfigValue> found = new LinkedHashMap<>();
        collect(object, path, "", found);
        return found;
    }

    private void collect(ConfigObject object, String path, String prefix, Map<TrialKey<?>, ConfigValue> found) {
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(object.entrySet());
        entries.sort(fileOrder);
        for (Map.Entry<String, ConfigValue> entry : entries) {
            String name = prefix + entry.getKey();
            Optional<TrialKey<?>> key = TrialKeys.find(name);
            boolean group = NAMES.stream().anyMatch(known -> known.startsWith(name + "."));
            if (key.isPresent()) {
                found.put(key.get(), entry.getValue());
            } else if (group && entry.getValue() instanceof ConfigObject inner) {
                collect(inner, path, name + ".", found);
            } else {
                unknown(entry.getValue(), path, name, NAMES);
            }
        }
    }

    /** Adds the problem that nothing is called {@code name} here. */
    void unknown(ConfigValue value, String path, String name, Collection<String> known) {
        String dotted = path.isEmpty() ? "" : path + ".";
        String advice = Shown.nearest(name, known)
                .map(near -> "did you mean " + dotted + near + "?")
                .or(() -> TrialKeys.find(name)
                        .filter(key -> path.isEmpty())
                        .map(key -> "did you mean trial." + name + "?"))
                .or(() -> path.isEmpty()
                        ? Optional.of("values of your own for ${...} stand under define { " + name
                                + " = ... }; known keys are " + String.join(", ", known))
                        : Optional.empty())
                .orElse("known keys are " + String.join(", ", known));
        problems.add(Origins.where(value), "unknown key " + dotted + name + "; " + advice);
    }

    /** The value, if it is of the key's type and in its range. */
    <T> Optional<Located> value(TrialKey<T> key, ConfigValue raw, String path) {
        Optional<T> value = key.type().parse(raw.unwrapped());
        Optional<String> problem = value.isEmpty()
                ? Optional.of(
                        "must be " + key.type().expected() + " but is " + Shown.value(raw.unwrapped()) + hint(key, raw))
                : key.range().problem(value.get());
        problem.ifPresent(message -> problems.add(Origins.where(raw), path + " " + message));
        return problem.isPresent()
                ? Optional.empty()
                : value.map(typed -> new Located(key.type().plain(typed), Origins.where(raw)));
    }

    private static String hint(TrialKey<?> key, ConfigValue raw) {
        return raw instanceof ConfigList && !key.equals(ExecutionKeys.SEED)
                ? "; what varies stands in grid: grid." + key.name() + "=" + raw.render(ConfigRenderOptions.concise())
                : Shown.beyond(raw.unwrapped());
    }

    /**
     * The values of a list, or of a range that stands for one or in one; a problem for each that is not valid, for an empty list
     * and for repetitions.
     */
    List<Located> values(TrialKey<?> key, ConfigValue raw, String path) {
        if (WholeRange.isMeant(raw.unwrapped())) {
            return range(key, raw, path);
        }
        if (!(raw instanceof ConfigList list)) {
            problems.add(Origins.where(raw), path + " must be a list of values but is " + Shown.value(raw.unwrapped()));
            return List.of();
        }
        if (list.isEmpty()) {
            problems.add(Origins.where(raw), path + " is an empty list; give it a value or leave it out");
        }
        List<Located> values = new ArrayList<>();
        for (ConfigValue element : list) {
            if (WholeRange.isMeant(element.unwrapped())) {
                values.addAll(range(key, element, path));
            } else {
                value(key, element, path).ifPresent(values::add);
            }
        }
        return values;
    }

    private List<Located> range(TrialKey<?> key, ConfigValue raw, String path) {
        String text = (String) raw.unwrapped();
        if (!countable(key.type())) {
            problems.add(
                    Origins.where(raw),
                    path + " has the range " + Shown.value(text) + ", but must be "
                            + key.type().expected() + "; ranges are of whole numbers");
            return List.of();
        }
        try {
            return range(key, WholeRange.of(text), raw, path);
        } catch (IllegalArgumentException e) {
            problems.add(Origins.where(raw), path + " " + e.getMessage());
            return List.of();
        }
    }

    private static boolean countable(ValueType<?> type) {
        return type instanceof ValueType.WholeNumber
                || type instanceof ValueType.Count
                || type instanceof ValueType.Seed;
    }

    /** The numbers of {@code range}, as if they had been written where {@code raw} stands. */
    List<Located> range(TrialKey<?> key, WholeRange range, ConfigValue raw, String path) {
        boolean valid = LongStream.of(range.first(), range.last())
                .distinct()
                .mapToObj(end -> ConfigValueFactory.fromAnyRef(end).withOrigin(raw.origin()))
                .allMatch(end -> value(key, end, path).isPresent());
        return valid
                ? range.numbers()
                        .mapToObj(number -> new Located(plain(key, number), Origins.where(raw)))
                        .toList()
                : List.of();
    }

    private static <T> Object plain(TrialKey<T> key, long number) {
        return key.type().plain(key.type().parse(number).orElseThrow());
    }

    /** Adds a problem if the key is that of seeds, which stand elsewhere; whether it is. */
    boolean refuseSeed(TrialKey<?> key, ConfigValue raw, String path) {
        boolean seed = key.equals(ExecutionKeys.SEED);
        if (seed) {
            problems.add(
                    Origins.where(raw), path + ".seed: list seeds under seeds, so that tables can average over them");
        }
        return seed;
    }

    /** Adds a problem for every value that occurs twice. */
    void distinct(List<Located> values, String path) {
        Set<Object> seen = new HashSet<>();
        for (Located located : values) {
            if (!seen.add(located.value())) {
                problems.add(located.where(), path + " lists " + Shown.value(located.value()) + " twice");
            }
        }
    }
}
