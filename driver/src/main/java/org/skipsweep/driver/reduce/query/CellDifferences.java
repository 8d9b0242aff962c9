package org.skipsweep.driver.reduce.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * How metrics differ between two runs whose settings differ: trials are aligned on the settings that the runs share and, seed by
 * seed, subtracted.
 *
 * @param changed settings whose values are not the same in both, but for the seed
 * @param shared settings that tell the aligned cells apart
 * @param lines aligned cells with at least one seed in common, in the first run's order
 * @param unaligned cells of either run that have no one partner
 */
public record CellDifferences(List<TrialKey<?>> changed, List<TrialKey<?>> shared, List<Line> lines, int unaligned) {
    /**
     * A cell that both runs have.
     *
     * @param settings the values of the shared settings, as tables print them
     * @param seeds that both measured
     * @param differences the second run's metrics minus the first's, over these seeds
     */
    public record Line(List<String> settings, int seeds, Map<Metric, SeedMean> differences) {}

    /** Trials that differ in the seed alone, of one run; by seed, none where two trials have the same. */
    private record Replicates(Map<Long, Measurements> bySeed, boolean ambiguous) {}

    /** Copies the lists. */
    public CellDifferences {
        changed = List.copyOf(changed);
        shared = List.copyOf(shared);
        lines = List.copyOf(lines);
    }

    /** The settings whose values are not the same in two plans, but for the seed. */
    public static List<TrialKey<?>> changed(Plan left, Plan right) {
        return TrialKeys.all().stream()
                .filter(key -> !key.equals(ExecutionKeys.SEED))
                .filter(key -> !values(key, left).equals(values(key, right)))
                .toList();
    }

    private static Set<String> values(TrialKey<?> key, Plan plan) {
        return plan.trials().stream()
                .map(trial -> key.text(trial.spec()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * The differences of two runs.
     *
     * @param leftResults by trial id
     * @param rightResults by trial id
     */
    public static CellDifferences of(
            Plan left, Map<String, TrialResult> leftResults, Plan right, Map<String, TrialResult> rightResults) {
        List<TrialKey<?>> changed = changed(left, right);
        List<TrialKey<?>> kept = TrialKeys.all().stream()
                .filter(key -> !key.equals(ExecutionKeys.SEED) && !changed.contains(key))
                .toList();
        Map<List<String>, Replicates> one = cells(left, leftResults, kept);
        Map<List<String>, Replicates> other = cells(right, rightResults, kept);
        List<TrialKey<?>> shared =
                kept.stream().filter(key -> values(key, left).size() > 1).toList();
        List<Line> lines = new ArrayList<>();
        one.forEach((settings, cell) -> Optional.ofNullable(other.get(settings))
                .filter(partner -> !cell.ambiguous() && !partner.ambiguous())
                .flatMap(partner -> line(shown(settings, kept, shared), cell, partner))
                .ifPresent(lines::add));
        Set<List<String>> all = new LinkedHashSet<>(one.keySet());
        all.addAll(other.keySet());
        return new CellDifferences(changed, shared, lines, all.size() - lines.size());
    }

    private static Map<List<String>, Replicates> cells(
            Plan plan, Map<String, TrialResult> results, List<TrialKey<?>> kept) {
        Map<List<String>, Replicates> cells = new LinkedHashMap<>();
        for (Trial trial : plan.trials()) {
            List<String> settings =
                    kept.stream().map(key -> key.text(trial.spec())).toList();
            Replicates before = cells.getOrDefault(settings, new Replicates(Map.of(), false));
            Map<Long, Measurements> bySeed = new LinkedHashMap<>(before.bySeed());
            boolean twice = false;
            if (results.get(trial.id()) instanceof TrialResult.Done done
                    && done.metrics().isPresent()) {
                long seed = trial.spec().get(ExecutionKeys.SEED);
                twice = bySeed.put(seed, done.metrics().get().values()) != null;
            }
            cells.put(settings, new Replicates(bySeed, before.ambiguous() || twice));
        }
        return cells;
    }

    private static List<String> shown(List<String> settings, List<TrialKey<?>> kept, List<TrialKey<?>> shared) {
        return shared.stream().map(key -> settings.get(kept.indexOf(key))).toList();
    }

    private static Optional<Line> line(List<String> settings, Replicates one, Replicates other) {
        List<Long> seeds = one.bySeed().keySet().stream()
                .filter(other.bySeed()::containsKey)
                .toList();
        Map<Metric, SeedMean> differences = new LinkedHashMap<>();
        for (Metric metric : TrialTable.HEADLINES) {
            double[] values = seeds.stream()
                    .filter(seed -> one.bySeed().get(seed).find(metric).isPresent()
                            && other.bySeed().get(seed).find(metric).isPresent())
                    .mapToDouble(seed -> other.bySeed().get(seed).get(metric)
                            - one.bySeed().get(seed).get(metric))
                    .toArray();
            SeedMean.of(values).ifPresent(mean -> differences.put(metric, mean));
        }
        return seeds.isEmpty() ? Optional.empty() : Optional.of(new Line(settings, seeds.size(), differences));
    }

    /** A line of text for each cell, with a head; metrics that no cell has take no column. */
    public List<String> text() {
        List<Metric> metrics = TrialTable.HEADLINES.stream()
                .filter(metric ->
                        lines.stream().anyMatch(line -> line.differences().containsKey(metric)))
                .toList();
        List<String> heads = new ArrayList<>(shared.stream().map(TrialKey::name).toList());
        heads.add("seeds");
        metrics.forEach(metric -> heads.add(metric.heading()));
        TextTable table = new TextTable(heads);
        for (Line line : lines) {
            List<String> row = new ArrayList<>(line.settings());
            row.add(Integer.toString(line.seeds()));
            metrics.forEach(metric -> row.add(
                    line.differences().containsKey(metric)
                            ? line.differences().get(metric).signedText(2)
                            : "-"));
            table.row(row);
        }
        return table.lines();
    }
}
