package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

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
                .orElse("known keys are " + String.join(", ", known));
        problems.add(Origins.where(value), "unknown key " + dotted + name + "; " + advice);
    }

    /** The value, if it is of the key's type and in its range. */
    <T> Optional<Located> value(TrialKey<T> key, ConfigValue raw, String path) {
        Optional<T> value = key.type().parse(raw.unwrapped());
        Optional<String> problem = value.isEmpty()
                ? Optional.of("must be " + key.type().expected() + " but is " + Shown.value(raw.unwrapped()))
                : key.range().problem(value.get());
        problem.ifPresent(message -> problems.add(Origins.where(raw), path + " " + message));
        return problem.isPresent()
                ? Optional.empty()
                : value.map(typed -> new Located(key.type().plain(typed), Origins.where(raw)));
    }

    /** The list's elements that are valid; a problem for each that is not, for an empty list and for repetitions. */
    List<Located> values(TrialKey<?> key, ConfigValue raw, String path) {
        if (!(raw instanceof ConfigList list)) {
            problems.add(Origins.where(raw), path + " must be a list of values but is " + Shown.value(raw.unwrapped()));
            return List.of();
        }
        if (list.isEmpty()) {
            problems.add(Origins.where(raw), path + " is an empty list; give it a value or leave it out");
        }
        List<Located> values = new ArrayList<>();
        for (ConfigValue element : list) {
            value(key, element, path).ifPresent(values::add);
        }
        return values;
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
