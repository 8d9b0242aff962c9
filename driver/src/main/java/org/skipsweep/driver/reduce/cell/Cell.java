package org.skipsweep.driver.reduce.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.result.Metric;

/**
 * Trials that differ in nothing but the seed.
 *
 * @param settings what they share
 * @param metrics mean over the seeds of each metric that all trials have
 * @param counts of seeds and examples
 * @param standing how it stands to the paper
 * @param trials themselves
 */
public record Cell(
        KeyValues settings,
        Map<Metric, SeedMean> metrics,
        CellCounts counts,
        Standing standing,
        List<TrialRow> trials) {

    /** Copies map and list. */
    public Cell {
        metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
        trials = List.copyOf(trials);
    }

    /** The cells that trials make, in the order of the table that {@code layout} describes. */
    public static List<Cell> of(List<TrialRow> measured, Standing.Judge judge, Layout layout) {
        Map<KeyValues, List<TrialRow>> replicates = new LinkedHashMap<>();
        measured.forEach(trial -> replicates
                .computeIfAbsent(trial.settings(), ignored -> new ArrayList<>())
                .add(trial));
        List<Cell> cells = new ArrayList<>();
        replicates.forEach((settings, trials) -> {
            CellCounts counts = CellCounts.of(trials);
            cells.add(new Cell(settings, means(trials), counts, judge.of(settings, counts.examples()), trials));
        });
        cells.sort(layout.order());
        return List.copyOf(cells);
    }

    private static Map<Metric, SeedMean> means(List<TrialRow> trials) {
        Map<Metric, SeedMean> means = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] values = values(trials, metric);
            if (values.length == trials.size()) {
                SeedMean.of(values).ifPresent(mean -> means.put(metric, mean));
            }
        }
        return means;
    }

    private static double[] values(List<TrialRow> trials, Metric metric) {
        return trials.stream()
                .flatMapToDouble(trial -> trial.measurements().find(metric).stream())
                .toArray();
    }

    /** The paper's name for its model. */
    public String model() {
        return standing.model();
    }

    /** The mean of a metric over the seeds, if it applies to the model. */
    public Optional<SeedMean> metric(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** What those of its trials measured that have the metric. */
    public double[] values(Metric metric) {
        return values(trials, metric);
    }

    /** The paper's value of a metric, if it gives one. */
    public Optional<Double> paper(Metric metric) {
        return Optional.ofNullable(standing.paper().values().get(metric));
    }

    /** How far a metric is from the paper's value, if there are both. */
    public Optional<SeedMean> distance(Metric metric) {
        return paper(metric).flatMap(paper -> metric(metric).map(mean -> mean.minus(paper)));
    }

    /** Whether the mutual information of any of its trials is at its cap, if they have any. */
    public Optional<Boolean> saturation() {
        return trials.stream().flatMap(trial -> trial.saturated().stream()).reduce(Boolean::logicalOr);
    }

    /** Whether the mutual information of any of its trials is at its cap, so that it says nothing about collapse. */
    public boolean saturated() {
        return saturation().orElse(false);
    }

    /** What its mutual information cannot exceed but by noise; absent where N is not known. */
    public Optional<MutualInformationCap> cap() {
        return counts.examples().test().map(MutualInformationCap::new);
    }

    /** Whether its trials had fewer epochs or examples than the paper's. */
    public boolean reduced() {
        return standing.reduced();
    }
}
