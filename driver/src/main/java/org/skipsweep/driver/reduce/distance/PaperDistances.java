package org.skipsweep.driver.reduce.distance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Feature;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Metric;

/**
 * Which of several settings comes nearest to the paper, which does not say its own: the distance of each, over the cells
 * that all of them have.
 *
 * @param keys that tell the settings apart
 * @param metrics those that each of these cells has and the paper gives; mutual information only where no cell is at its cap
 * @param spreads by metric, the standard deviation over seeds, pooled over these cells of all settings; none where it is zero
 *     or no cell has two seeds
 * @param cells how many of them a setting has
 * @param settings at least two, in the order of the keys
 */
public record PaperDistances(
        List<TrialKey<?>> keys,
        List<Metric> metrics,
        Map<Metric, Double> spreads,
        int cells,
        List<SettingDistance> settings) {

    /** Copies lists and map. */
    public PaperDistances {
        keys = List.copyOf(keys);
        metrics = List.copyOf(metrics);
        spreads = Collections.unmodifiableMap(new EnumMap<>(spreads));
        settings = List.copyOf(settings);
    }

    /** Those of a table's cells, if it has several settings that share a cell of the paper. */
    public static Optional<PaperDistances> of(Layout layout, List<Cell> cells) {
        List<Cell> printed = cells.stream()
                .filter(cell -> !cell.standing().paper().values().isEmpty())
                .toList();
        List<TrialKey<?>> keys = Stream.concat(layout.varying().stream(), Stream.of(TrainingKeys.EPOCHS))
                .filter(key -> Feature.of(key).differs(printed))
                .toList();
        Map<KeyValues, Map<KeyValues, Cell>> bySetting = new HashMap<>();
        printed.forEach(cell -> bySetting
                .computeIfAbsent(cell.settings().only(keys), ignored -> new HashMap<>())
                .put(cell.settings().without(keys.toArray(TrialKey<?>[]::new)), cell));
        Set<KeyValues> common = common(bySetting.values());
        bySetting.values().forEach(ofSetting -> ofSetting.keySet().retainAll(common));
        List<Cell> compared = bySetting.values().stream()
                .flatMap(ofSetting -> ofSetting.values().stream())
                .toList();
        List<Metric> metrics = layout.metrics().stream()
                .filter(metric -> compared.stream().allMatch(cell -> telling(cell, metric)))
                .toList();
        if (bySetting.size() < 2 || common.isEmpty() || metrics.isEmpty()) {
            return Optional.empty();
        }
        Map<Metric, Double> spreads = new EnumMap<>(Metric.class);
        metrics.forEach(metric -> spread(compared, metric).ifPresent(spread -> spreads.put(metric, spread)));
        List<SettingDistance> settings = new ArrayList<>();
        bySetting.forEach((setting, ofSetting) ->
                settings.add(SettingDistance.of(setting, means(metrics, ofSetting.values()), spreads)));
        settings.sort(Comparator.comparing(SettingDistance::setting, KeyValues.by(keys)));
        return Optional.of(new PaperDistances(keys, metrics, spreads, common.size(), settings));
    }

    private static Set<KeyValues> common(Collection<Map<KeyValues, Cell>> settings) {
        Set<KeyValues> common = new HashSet<>();
        settings.forEach(cells -> common.addAll(cells.keySet()));
        settings.forEach(cells -> common.retainAll(cells.keySet()));
        return common;
    }

    private static boolean telling(Cell cell, Metric metric) {
        return cell.distance(metric).isPresent() && !(metric == Metric.MUTUAL_INFORMATION && cell.saturated());
    }

    private static Map<Metric, Double> means(List<Metric> metrics, Collection<Cell> cells) {
        Map<Metric, Double> means = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            means.put(
                    metric,
                    cells.stream()
                            .mapToDouble(cell ->
                                    Math.abs(cell.distance(metric).orElseThrow().mean()))
                            .average()
                            .orElseThrow());
        }
        return means;
    }

    private static Optional<Double> spread(List<Cell> cells, Metric metric) {
        double squares = 0;
        int freedom = 0;
        for (Cell cell : cells) {
            double[] values = cell.values(metric);
            if (values.length > 1) {
                squares += StatUtils.variance(values) * (values.length - 1);
                freedom += values.length - 1;
            }
        }
        return squares > 0 ? Optional.of(Math.sqrt(squares / freedom)) : Optional.empty();
    }
}
