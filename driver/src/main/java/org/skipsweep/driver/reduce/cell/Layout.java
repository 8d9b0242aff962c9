package org.skipsweep.driver.reduce.cell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * What a table of cells shows of them.
 *
 * @param keys by which the paper's tables tell cells apart, beside the model
 * @param named keys that the name of the model tells, beside its family
 * @param differing further keys in which trials of one data set differ, beside the family, which the name of the model tells
 * @param metrics in the order of the columns
 */
public record Layout(
        List<TrialKey<?>> keys, List<TrialKey<?>> named, List<TrialKey<?>> differing, List<Metric> metrics) {

    /** Shown by tables of cells in another way: limits by numbers of examples, engines by what was used. */
    private static final Set<TrialKey<?>> SHOWN =
            Set.of(DataKeys.TRAIN_EXAMPLES, DataKeys.TEST_EXAMPLES, TrainingKeys.EPOCHS, ExecutionKeys.ENGINE);

    /** Copies the lists. */
    public Layout {
        keys = List.copyOf(keys);
        named = List.copyOf(named);
        differing = List.copyOf(differing);
        metrics = List.copyOf(metrics);
    }

    /** The layout that fits some trials. */
    public static Layout of(
            List<TrialKey<?>> keys, List<TrialKey<?>> named, List<Metric> metrics, List<TrialRow> measured) {
        Set<TrialKey<?>> differing = differing(measured);
        List<TrialKey<?>> further = TrialKeys.all().stream()
                .filter(key -> differing.contains(key) && !key.equals(ModelKeys.MODEL))
                .filter(key -> !keys.contains(key) && !named.contains(key))
                .toList();
        return new Layout(keys, named, further, metrics);
    }

    /** Not those that only some trials have: the model, or the key that they need, tells these apart already. */
    private static Set<TrialKey<?>> differing(List<TrialRow> measured) {
        Map<Object, Map<TrialKey<?>, Object>> first = new HashMap<>();
        Set<TrialKey<?>> differing = new HashSet<>();
        for (TrialRow trial : measured) {
            Map<TrialKey<?>, Object> one =
                    first.computeIfAbsent(trial.settings().text(DataKeys.DATASET), ignored -> new HashMap<>());
            TrialKeys.all().stream()
                    .filter(key -> trial.settings().meaningful(key))
                    .filter(key -> {
                        String value = trial.settings().text(key);
                        Object before = one.putIfAbsent(key, value);
                        return before != null && !before.equals(value);
                    })
                    .forEach(differing::add);
        }
        return differing;
    }

    /** The same with other metrics. */
    public Layout of(List<Metric> others) {
        return new Layout(keys, named, differing, others);
    }

    /** Those of the keys in which trials differ that need a column of a table of cells, which shows the others in another way. */
    public List<TrialKey<?>> varying() {
        return differing.stream().filter(key -> !SHOWN.contains(key)).toList();
    }

    /** A schema that starts with the given one and has the columns of all keys behind it, those that vary last. */
    public StructType keyColumns(StructType start) {
        StructType schema = start;
        for (TrialKey<?> key : keysOfRow()) {
            schema = KeyColumns.add(schema, key);
        }
        return schema;
    }

    /** The values of {@link #keyColumns}, null where there is none. */
    public List<Object> keyValues(KeyValues settings) {
        List<Object> values = new ArrayList<>();
        keysOfRow().forEach(key -> values.add(settings.find(key).orElse(null)));
        return values;
    }

    private List<TrialKey<?>> keysOfRow() {
        Stream<TrialKey<?>> ofCells = TrialKeys.all().stream().filter(key -> keys.contains(key) || named.contains(key));
        return Stream.concat(ofCells, varying().stream()).toList();
    }

    /** The beginning of the names of a metric's columns: {@code elbo}, {@code bound_ppl}. */
    public static String stem(Metric metric) {
        return metric.heading().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** The order of rows: data set, size of the latent variable, what varies, depth, model. */
    Comparator<Cell> order() {
        List<TrialKey<?>> outer = new ArrayList<>(List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM));
        varying().stream().filter(key -> !key.equals(ModelKeys.SKIP_OUTPUT)).forEach(outer::add);
        outer.add(ModelKeys.DECODER_LAYERS);
        return Comparator.comparing(Cell::settings, KeyValues.by(outer))
                .thenComparingInt(cell -> cell.standing().place())
                .thenComparing(Cell::settings, KeyValues.by(List.of(ModelKeys.SKIP_OUTPUT, TrainingKeys.EPOCHS)))
                .thenComparing(count(ExampleCounts::train))
                .thenComparing(count(ExampleCounts::test))
                .thenComparing(cell -> cell.counts().engines())
                .thenComparing(Cell::settings, KeyValues.by(TrialKeys.all()));
    }

    private static Comparator<Cell> count(Function<ExampleCounts, Optional<Integer>> count) {
        return Comparator.comparing(
                cell -> count.apply(cell.counts().examples()).orElse(null),
                Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
