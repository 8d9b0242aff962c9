package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.models.trial.TrialKey;

/** Reads what varies in a sweep: its grids and the groups of keys that vary together. */
final class AxisReader {
    private final Problems problems;
    private final KeyReader keys;
    private final List<String> gridOrder;
    private final Set<String> fixed;
    /** By key, where it varies first. */
    private final Map<String, Located> varied = new LinkedHashMap<>();

    /**
     * @param gridOrder the file's order of a single grid's keys
     * @param fixed trial keys that do not vary, whatever the file says
     */
    AxisReader(Problems problems, KeyReader keys, List<String> gridOrder, Set<String> fixed) {
        this.problems = problems;
        this.keys = keys;
        this.gridOrder = gridOrder;
        this.fixed = fixed;
    }

    /** The axes of a grid, one for each of its keys. */
    List<Axis> grid(ConfigObject grid, String place) {
        Map<TrialKey<?>, ConfigValue> found = keys.keys(grid, place);
        List<TrialKey<?>> order = new ArrayList<>(found.keySet());
        order.sort((left, right) -> Integer.compare(position(left), position(right)));
        List<Axis> axes = new ArrayList<>();
        for (TrialKey<?> key : order) {
            ConfigValue raw = found.get(key);
            String path = place + "." + key.name();
            if (fixed.contains(key.name()) || keys.refuseSeed(key, raw, place)) {
                continue;
            }
            varied.putIfAbsent(key.name(), new Located(path, Origins.where(raw)));
            List<Located> values = keys.values(key, raw, path);
            keys.distinct(values, path);
            axes.add(new Axis(
                    values.stream().map(value -> Map.of(key.name(), value)).toList()));
        }
        return axes;
    }

    /** The axes of the groups, one for each; a key of theirs must vary in no grid that was read before. */
    List<Axis> groups(List<ConfigObject> groups) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            zipGroup(groups.get(i), "zip[" + i + "]").ifPresent(axes::add);
        }
        return axes;
    }

    private int position(TrialKey<?> key) {
        int index = gridOrder.indexOf(key.name());
        return index < 0 ? gridOrder.size() : index;
    }

    private Optional<Axis> zipGroup(ConfigObject group, String path) {
        Map<String, List<Located>> columns = new LinkedHashMap<>();
        keys.keys(group, path).forEach((key, raw) -> {
            String keyPath = path + "." + key.name();
            if (fixed.contains(key.name()) || keys.refuseSeed(key, raw, path)) {
                return;
            }
            Located first = varied.putIfAbsent(key.name(), new Located(keyPath, Origins.where(raw)));
            if (first != null) {
                problems.add(
                        Origins.where(raw),
                        keyPath + " varies already as " + first.value() + " (" + first.where() + ")");
            }
            columns.put(key.name(), keys.values(key, raw, keyPath));
        });
        Set<Integer> lengths = columns.values().stream().map(List::size).collect(Collectors.toSet());
        if (lengths.size() > 1) {
            String sizes = columns.entrySet().stream()
                    .map(column -> column.getKey() + " has " + column.getValue().size())
                    .collect(Collectors.joining(", "));
            problems.add(Origins.where(group), path + ": lists that vary together must be equally long, but " + sizes);
        }
        if (lengths.size() != 1) {
            return Optional.empty();
        }
        List<Map<String, Located>> alternatives = new ArrayList<>();
        for (int i = 0; i < lengths.iterator().next(); i++) {
            int row = i;
            Map<String, Located> alternative = new LinkedHashMap<>();
            columns.forEach((key, column) -> alternative.put(key, column.get(row)));
            alternatives.add(alternative);
        }
        return Optional.of(new Axis(alternatives));
    }
}
