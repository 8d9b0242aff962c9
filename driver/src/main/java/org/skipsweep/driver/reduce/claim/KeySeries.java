package org.skipsweep.driver.reduce.claim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/**
 * A quantity of trials that differ in one key and the seed only.
 *
 * @param things what the key counts, in the plural: {@code layers}
 * @param points by value of the key, at least two
 */
record KeySeries(String things, SortedMap<Integer, Point> points) {
    private static final Comparator<KeyValues> ORDER =
            KeyValues.by(List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM)).thenComparing(KeyValues.by(TrialKeys.all()));

    /**
     * The quantity at one value of the key.
     *
     * @param subject whose it is
     * @param settings of the trials
     * @param values by seed, at least one
     * @param reduced whether trials had fewer epochs or examples than in the paper
     * @param saturated whether mutual information is at its cap
     */
    record Point(String subject, KeyValues settings, Map<Long, SeedValue> values, boolean reduced, boolean saturated) {
        /** The active units of a cell. */
        static Point activeUnits(Cell cell) {
            Map<Long, SeedValue> values = new LinkedHashMap<>();
            cell.trials()
                    .forEach(trial -> SeedValue.activeUnits(trial).ifPresent(units -> values.put(trial.seed(), units)));
            return new Point(cell.model(), cell.settings(), values, cell.reduced(), false);
        }

        private double mean() {
            return values.values().stream()
                    .mapToDouble(SeedValue::value)
                    .average()
                    .orElseThrow();
        }
    }

    /** The series that points make: those with at least two values of the key, by data set and size of the latent variable. */
    static List<KeySeries> of(TrialKey<Integer> key, String things, Stream<Point> points) {
        Map<KeyValues, SortedMap<Integer, Point>> series = new HashMap<>();
        points.filter(point -> !point.values().isEmpty())
                .forEach(point -> point.settings().number(key).ifPresent(value -> series.computeIfAbsent(
                                point.settings().without(key), ignored -> new TreeMap<>())
                        .put(value, point)));
        return series.values().stream()
                .filter(values -> values.size() > 1)
                .map(values -> new KeySeries(things, values))
                .sorted(Comparator.comparing(KeySeries::settings, ORDER))
                .toList();
    }

    /** Those of the trials with the greatest value of the key. */
    KeyValues settings() {
        return greatest().settings();
    }

    /** Whose quantity it is. */
    String subject() {
        return greatest().subject();
    }

    private Point greatest() {
        return points.get(points.lastKey());
    }

    /** The quantity at the greatest value of the key minus that at the smallest, over the seeds that both have. */
    private Optional<SeedDifference> change() {
        return SeedDifference.between(
                greatest().values(), points.get(points.firstKey()).values());
    }

    /**
     * A claim about the change, if it can be told; where mutual information is saturated, none can be made.
     *
     * @param verdict on the change
     * @param format of the mean at every value of the key, for the note
     */
    Optional<Claim> claim(String claim, Function<SeedMean, Verdict> verdict, String format) {
        return change().map(change -> Claim.ofPaper(
                claim,
                settings(),
                change.effect(),
                saturated() ? Verdict.UNDECIDED : verdict.apply(change.effect()),
                Stream.concat(Stream.of(means(format)), weakness(change))));
    }

    private Stream<String> weakness(SeedDifference change) {
        return saturated()
                ? Stream.of(Weakness.SATURATED)
                : Stream.concat(change.notes(), Weakness.of(change.effect(), reduced()));
    }

    /** Whether the quantity is {@code value} at the smallest value of the key, with every seed. */
    boolean startsAt(double value) {
        return points.get(points.firstKey()).values().values().stream().allMatch(found -> found.value() == value);
    }

    /** The mean at every value of the key: "+0.40 at 1, +1.25 at 9 layers". */
    private String means(String format) {
        return points.entrySet().stream()
                .map(point ->
                        String.format(Locale.ROOT, format, point.getValue().mean()) + " at " + point.getKey())
                .collect(Collectors.joining(", ", "", " " + things));
    }

    private boolean reduced() {
        return points.values().stream().anyMatch(Point::reduced);
    }

    private boolean saturated() {
        return points.values().stream().anyMatch(Point::saturated);
    }
}
