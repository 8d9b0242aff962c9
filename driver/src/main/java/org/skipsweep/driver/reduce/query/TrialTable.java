package org.skipsweep.driver.reduce.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.TrialMetricsParser;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.metrics.MutualInformationEstimate;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.value.ValueType;

/**
 * Every trial of a plan, with its settings and what it measured, by the names of the columns of {@code results.parquet}.
 *
 * @param columns all names that there are, in order
 * @param usual those that tell trials apart and say how they did
 * @param rows a row for each trial, in the plan's order
 */
public record TrialTable(List<String> columns, List<String> usual, List<Row> rows) {
    private static final String PENDING = "pending";
    private static final int NEAR = 3;
    /** The metrics that say how a trial did. */
    static final List<Metric> HEADLINES = List.of(
            Metric.ELBO,
            Metric.KL,
            Metric.MUTUAL_INFORMATION,
            Metric.MUTUAL_INFORMATION_CORRECTED,
            Metric.ACTIVE_UNITS,
            Metric.PERPLEXITY);

    /**
     * A trial.
     *
     * @param values by column: {@link String}, {@link Number} or {@link Boolean}; absent where it has none
     */
    public record Row(Map<String, Object> values) {
        /** Its value in a column; null if it has none. */
        public Object get(String column) {
            return values.get(column);
        }
    }

    /** Copies the lists. */
    public TrialTable {
        columns = List.copyOf(columns);
        usual = List.copyOf(usual);
        rows = List.copyOf(rows);
    }

    /** The trials of a plan, those without a result as pending. */
    public static TrialTable of(Plan plan, Map<String, TrialResult> results) {
        List<Row> rows = plan.trials().stream()
                .map(trial -> new Row(values(trial, results.get(trial.id()))))
                .toList();
        Set<String> held =
                rows.stream().flatMap(row -> row.values().keySet().stream()).collect(Collectors.toSet());
        List<String> columns = names().filter(held::contains).toList();
        Set<String> usual = new LinkedHashSet<>(List.of("id"));
        VariedKeys.of(plan).forEach(key -> usual.add(KeyColumns.name(key)));
        usual.add("state");
        HEADLINES.forEach(metric -> usual.add(metric.key()));
        usual.add("failure");
        return new TrialTable(columns, usual.stream().filter(held::contains).toList(), rows);
    }

    private static Stream<String> names() {
        Set<String> metrics =
                Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.toCollection(LinkedHashSet::new));
        return Stream.of(
                        Stream.of("id", "state"),
                        TrialKeys.all().stream().map(KeyColumns::name),
                        metrics.stream(),
                        Stream.of(
                                "best_epoch",
                                "train_examples",
                                "validation_examples",
                                "test_examples",
                                "mi_saturated",
                                "seconds",
                                "images_per_second",
                                "engine_used",
                                "executor",
                                "attempts",
                                "failure",
                                "git_commit",
                                "processor",
                                "gpu",
                                "host"))
                .flatMap(part -> part);
    }

    private static Map<String, Object> values(Trial trial, TrialResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", trial.id());
        values.put("state", result == null ? PENDING : result.state().label());
        TrialKeys.all().forEach(key -> trial.spec().part(List.of(key)).keySet().forEach(own -> {
            Object value = TrialKeys.values(trial.spec()).get(own.name());
            if (!(own.type() instanceof ValueType.Count) || value instanceof Number) {
                values.put(KeyColumns.name(own), value);
            }
        }));
        if (result != null) {
            add(result, values);
        }
        return values;
    }

    private static void add(TrialResult result, Map<String, Object> values) {
        result.metrics().ifPresent(metrics -> {
            values.putAll(TrialMetricsParser.values(metrics));
            saturated(metrics.values()).ifPresent(saturated -> values.put("mi_saturated", saturated));
        });
        Execution execution = result.execution();
        values.put("seconds", execution.seconds());
        values.put("images_per_second", execution.imagesPerSecond());
        values.put("engine_used", execution.engine());
        values.put("executor", execution.executor());
        values.put("attempts", execution.attempts());
        if (result instanceof TrialResult.Failed failed) {
            values.put("failure", failed.failure().message());
        }
        execution.provenance().ifPresent(provenance -> {
            values.put("git_commit", provenance.gitCommit());
            values.put("processor", provenance.processor());
            provenance.gpu().ifPresent(gpu -> values.put("gpu", gpu));
            values.put("host", provenance.host());
        });
    }

    private static Optional<Boolean> saturated(Measurements measured) {
        OptionalDouble estimate = measured.find(Metric.MUTUAL_INFORMATION_MONTE_CARLO);
        OptionalDouble cap = measured.find(Metric.MUTUAL_INFORMATION_CAP);
        return estimate.isEmpty() || cap.isEmpty()
                ? Optional.empty()
                : Optional.of(MutualInformationEstimate.saturated(estimate.getAsDouble(), cap.getAsDouble()));
    }

    /**
     * The column of that name, written in kebab-case, in snake_case or as sweep files write it.
     *
     * @param where what names it, for the message
     * @throws UserError if there is none; it names those that are near, or all
     */
    String column(String name, String where) {
        String plain = name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        if (names().anyMatch(plain::equals)) {
            return plain;
        }
        LevenshteinDistance distance = new LevenshteinDistance(NEAR);
        List<String> near = names().filter(known -> known.contains(plain) || distance.apply(known, plain) >= 0)
                .toList();
        throw new UserError(where + ": there is no column " + name + "; "
                + (near.isEmpty()
                        ? "the columns are " + String.join(", ", columns)
                        : "did you mean " + String.join(" or ", near) + "?"));
    }

    /**
     * The columns that a request names.
     *
     * @param request names, {@code all}, or nothing for the usual ones
     * @throws UserError with every name that is none
     */
    public List<String> columns(List<String> request) {
        if (request.isEmpty()) {
            return usual;
        }
        if (request.equals(List.of("all"))) {
            return columns;
        }
        List<String> problems = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String name : request) {
            try {
                found.add(column(name.strip(), "--columns " + name));
            } catch (UserError e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        return found;
    }

    /**
     * The rows that meet a condition.
     *
     * @param where as {@link Where} reads it
     * @throws UserError if it is no condition on these columns
     */
    public TrialTable where(String where) {
        Condition condition = new Where(where, this).read();
        return new TrialTable(
                columns, usual, rows.stream().filter(condition::on).toList());
    }

    /**
     * The rows in another order; those without a value last.
     *
     * @param names of columns, those that decide first before; a minus before one puts the greatest first
     * @throws UserError if there is no such column
     */
    public TrialTable sorted(List<String> names) {
        List<Row> sorted = new ArrayList<>(rows);
        for (int i = names.size() - 1; i >= 0; i--) {
            boolean falling = names.get(i).startsWith("-");
            String column = column(names.get(i).substring(falling ? 1 : 0), "--sort " + names.get(i));
            sorted.sort((one, other) -> Values.compare(one.get(column), other.get(column), falling));
        }
        return new TrialTable(columns, usual, sorted);
    }
}
