package org.skipsweep.driver.reduce.result;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * A trial that has ended.
 *
 * @param id of the trial
 * @param state its word for how it ended
 * @param settings the values of its keys but the seed: replicates share them
 * @param seed of every random draw
 * @param measurements what was measured; none if it failed or has nothing to measure
 * @param saturated whether its mutual information is at its cap, if it has any
 * @param examples how many it had
 * @param engine who computed it, if known
 * @param origin where its numbers come from, as far as known
 * @param failure why it failed, if it did and the cause was recorded
 */
public record TrialRow(
        String id,
        String state,
        KeyValues settings,
        long seed,
        Measurements measurements,
        Optional<Boolean> saturated,
        ExampleCounts examples,
        Optional<String> engine,
        Origin origin,
        Optional<String> failure) {

    /** @param row of {@code results.parquet} with {@link ResultSchema#PROVENANCE} beside */
    static TrialRow of(Row row) {
        return new TrialRow(
                row.getAs("id"),
                row.getAs("state"),
                settings(row),
                row.<Long>getAs(KeyColumns.name(ExecutionKeys.SEED)),
                measurements(row),
                find(row, "mi_saturated"),
                new ExampleCounts(
                        find(row, "train_examples"), find(row, "validation_examples"), find(row, "test_examples")),
                find(row, "engine_used"),
                origin(row),
                find(row, "failure"));
    }

    private static Origin origin(Row row) {
        int column = row.fieldIndex(ResultSchema.PROVENANCE);
        return Origin.of(row.isNullAt(column) ? Map.of() : row.getJavaMap(column));
    }

    private static KeyValues settings(Row row) {
        Map<TrialKey<?>, Object> values = new HashMap<>();
        TrialKeys.all().stream()
                .filter(key -> !key.equals(ExecutionKeys.SEED))
                .forEach(key -> find(row, KeyColumns.name(key)).ifPresent(value -> values.put(key, value)));
        return new KeyValues(values);
    }

    private static Measurements measurements(Row row) {
        Map<Metric, Double> values = new HashMap<>();
        for (Metric metric : Metric.values()) {
            TrialRow.<Number>find(row, metric.key()).ifPresent(value -> values.put(metric, value.doubleValue()));
        }
        return new Measurements(values);
    }

    private static <T> Optional<T> find(Row row, String column) {
        return Optional.ofNullable(row.getAs(column));
    }

    /** Whether it is done and was measured: tables and figures are made of such trials. */
    public boolean measured() {
        return state.equals(TrialState.DONE.label()) && !measurements.values().isEmpty();
    }

    /** Whether it failed. */
    public boolean failed() {
        return state.equals(TrialState.FAILED.label());
    }
}
