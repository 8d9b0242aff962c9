package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.value.ValueType;

/** Reads the structure of a resolved sweep file; every problem found is added to the list, none stops the reading. */
final class SweepReader {
    static final String TRIAL = "trial";
    static final String GRID = "grid";
    private static final String SEEDS = "seeds";
    private static final String COUNT = "count";
    /** Values of the user's own, for {@code ${define.NAME}}. */
    static final String DEFINE = "define";

    static final List<String> ROOT =
            List.of("sweep", DEFINE, TRIAL, GRID, "zip", "exclude", SEEDS, "reduce", "run", "classification");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N} _.-]{0,98}[\\p{L}\\p{M}\\p{N}])?");
    private static final ValueType<Integer> WHOLE = new ValueType.WholeNumber();

    private final ConfigObject root;
    private final String file;
    private final Problems problems;
    private final KeyReader keys;
    private final List<String> gridOrder;
    private final Set<String> fixed;

    /**
     * @param config file, defaults and command line together
     * @param file path of the file
     * @param gridOrder the file's order of a single grid's keys
     * @param fixed trial keys that the command line sets, which therefore do not vary
     */
    SweepReader(
            Config config, String file, Problems problems, KeyReader keys, List<String> gridOrder, Set<String> fixed) {
        this.root = config.root();
        this.file = file;
        this.problems = problems;
        this.keys = keys;
        this.gridOrder = gridOrder;
        this.fixed = fixed;
    }

    /** What the file says; to be used only if no problem was added. */
    Settings read(String defaultName, boolean exclusionsMayBeIdle) {
        known(root, "", ROOT);
        object(DEFINE);
        Map<String, Located> trial = new LinkedHashMap<>();
        keys.keys(object(TRIAL), TRIAL).forEach((key, raw) -> {
            if (!keys.refuseSeed(key, raw, TRIAL)) {
                keys.value(key, raw, TRIAL + "." + key.name()).ifPresent(value -> trial.put(key.name(), value));
            }
        });
        List<Settings.Grid> grids = grids(new AxisReader(problems, keys, gridOrder, fixed));
        List<Located> seeds = seeds();
        keys.distinct(seeds, SEEDS);
        return new Settings(
                name(defaultName),
                trial,
                grids,
                exclusions(),
                exclusionsMayBeIdle,
                seeds,
                reduce(),
                run(),
                classification());
    }

    /** A single grid, or each of a list; groups of keys that vary together do so in all of them. */
    private List<Settings.Grid> grids(AxisReader reader) {
        List<Settings.Grid> alone = new ArrayList<>();
        if (root.get(GRID) instanceof ConfigList list) {
            if (list.isEmpty()) {
                problems.add(Origins.where(list), "grid is an empty list; give it a grid, { ... }, or leave it out");
            }
            for (int i = 0; i < list.size(); i++) {
                String path = GRID + "[" + i + "]";
                String where = Origins.where(list.get(i));
                element(GRID, list.get(i))
                        .ifPresent(grid -> alone.add(new Settings.Grid(path, where, reader.grid(grid, path))));
            }
        } else {
            alone.add(new Settings.Grid(GRID, file, reader.grid(object(GRID), GRID)));
        }
        List<Axis> groups = reader.groups(objects("zip"));
        return alone.stream()
                .map(grid -> new Settings.Grid(
                        grid.path(),
                        grid.where(),
                        Stream.concat(grid.axes().stream(), groups.stream()).toList()))
                .toList();
    }

    private List<Located> seeds() {
        ConfigValue raw = root.get(SEEDS);
        if (!(raw instanceof ConfigObject counted)) {
            return keys.values(ExecutionKeys.SEED, raw, SEEDS);
        }
        known(counted, SEEDS, List.of(COUNT));
        if (!counted.containsKey(COUNT)) {
            problems.add(Origins.where(raw), "seeds must be a list of values, a range or have a count");
            return List.of();
        }
        int count = atLeastOne(counted, SEEDS, COUNT);
        ConfigValue where = counted.get(COUNT);
        if (count > WholeRange.MOST) {
            problems.add(
                    Origins.where(where),
                    "seeds.count is " + count + "; at most " + WholeRange.MOST + " can be listed");
            return List.of();
        }
        return keys.range(ExecutionKeys.SEED, new WholeRange(1, count), where, SEEDS);
    }

    private List<Settings.Exclusion> exclusions() {
        List<Settings.Exclusion> exclusions = new ArrayList<>();
        List<ConfigObject> objects = objects("exclude");
        for (int i = 0; i < objects.size(); i++) {
            String path = "exclude[" + i + "]";
            Map<String, Object> values = new LinkedHashMap<>();
            keys.keys(objects.get(i), path).forEach((key, raw) -> keys.value(key, raw, path + "." + key.name())
                    .ifPresent(value -> values.put(key.name(), value.value())));
            if (objects.get(i).isEmpty()) {
                problems.add(Origins.where(objects.get(i)), path + " names no key, so it would leave out every trial");
            }
            exclusions.add(new Settings.Exclusion(path, Origins.where(objects.get(i)), values));
        }
        return exclusions;
    }

    private String name(String defaultName) {
        ConfigObject sweep = object("sweep");
        known(sweep, "sweep", List.of("name"));
        ConfigValue name = sweep.get("name");
        if (name == null) {
            return defaultName;
        }
        if (name.unwrapped() instanceof String text && NAME.matcher(text).matches()) {
            return text;
        }
        problems.add(
                Origins.where(name),
                "sweep.name must be a text of letters, digits, blanks and any of - _ . that begins and ends with a letter or"
                        + " digit, since the output's folder has its name, but is " + Shown.value(name.unwrapped()));
        return defaultName;
    }

    private Reduction reduce() {
        ConfigValue raw = root.get("reduce");
        ValueType<Reduction> type = new ValueType.OneOf<>(Reduction.class);
        Optional<Reduction> reduction = type.parse(raw.unwrapped());
        if (reduction.isEmpty()) {
            problems.add(
                    Origins.where(raw),
                    "reduce must be " + type.expected() + " but is " + Shown.value(raw.unwrapped()));
            return Reduction.SETTINGS;
        }
        return reduction.get();
    }

    private RunSettings run() {
        ConfigObject run = object("run");
        known(run, "run", List.of("checkpoint-every", "max-attempts"));
        return new RunSettings(atLeastOne(run, "run", "checkpoint-every"), atLeastOne(run, "run", "max-attempts"));
    }

    private ClassificationSettings classification() {
        ConfigObject classification = object("classification");
        known(classification, "classification", List.of("epochs"));
        return new ClassificationSettings(atLeastOne(classification, "classification", "epochs"));
    }

    private int atLeastOne(ConfigObject object, String path, String key) {
        ConfigValue raw = object.get(key);
        Object unwrapped = raw == null ? null : raw.unwrapped();
        Optional<Integer> value = WHOLE.parse(unwrapped);
        if (value.isPresent() && value.get() >= 1) {
            return value.get();
        }
        if (raw != null) {
            problems.add(
                    Origins.where(raw),
                    path + "." + key + " must be a whole number of at least 1 but is " + Shown.value(unwrapped)
                            + Shown.beyond(unwrapped));
        }
        return 1;
    }

    private void known(ConfigObject object, String path, List<String> names) {
        Set<String> unknown = new LinkedHashSet<>(object.keySet());
        unknown.removeAll(names);
        unknown.forEach(name -> keys.unknown(object.get(name), path, name, names));
    }

    private ConfigObject object(String key) {
        ConfigValue value = root.getOrDefault(key, ConfigFactory.empty().root());
        if (value instanceof ConfigObject object) {
            return object;
        }
        problems.add(
                Origins.where(value),
                key + " must be an object, " + key + " { ... }, but is " + Shown.value(value.unwrapped()));
        return ConfigFactory.empty().root();
    }

    private List<ConfigObject> objects(String key) {
        List<ConfigObject> objects = new ArrayList<>();
        ConfigValue value = root.get(key);
        if (!(value instanceof ConfigList list)) {
            problems.add(
                    Origins.where(value),
                    key + " must be a list of objects, " + key + " = [{ ... }], but is "
                            + Shown.value(value.unwrapped()));
            return objects;
        }
        list.forEach(element -> element(key, element).ifPresent(objects::add));
        return objects;
    }

    private Optional<ConfigObject> element(String key, ConfigValue element) {
        if (element instanceof ConfigObject object) {
            return Optional.of(object);
        }
        problems.add(
                Origins.where(element),
                key + " must hold objects, " + key + " = [{ ... }], but holds " + Shown.value(element.unwrapped()));
        return Optional.empty();
    }
}
