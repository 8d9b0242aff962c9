package org.skipsweep.driver.reduce.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.util.Precision;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * Two cells that differ only in their skip connections.
 *
 * @param skip the one with them
 * @param plain the one without
 * @param twins their trials of equal seed, at least one pair
 */
public record SkipPair(Cell skip, Cell plain, List<Twins> twins) {
    /** Digits behind the point of the paper's numbers, at most. */
    private static final int DIGITS = 3;

    /**
     * Two trials that differ only in their skip connections.
     *
     * @param plain of the same seed
     */
    public record Twins(TrialRow skip, TrialRow plain) {

        /** The metric of the one with skip connections minus that of the other, if it applies to both. */
        OptionalDouble gain(Metric metric) {
            OptionalDouble of = skip.measurements().find(metric);
            OptionalDouble than = plain.measurements().find(metric);
            return of.isEmpty() || than.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(of.getAsDouble() - than.getAsDouble());
        }

        private boolean saturated() {
            return skip.saturated().orElse(false) || plain.saturated().orElse(false);
        }
    }

    /** What settings have in common with those that differ in skip connections only. */
    static KeyValues alike(KeyValues settings) {
        return settings.without(ModelKeys.SKIP, ModelKeys.SKIP_OUTPUT);
    }

    /** The pair of two cells, if they share a seed. */
    static Optional<SkipPair> of(Cell skip, Cell plain) {
        Map<Long, TrialRow> bySeed = new HashMap<>();
        plain.trials().forEach(trial -> bySeed.put(trial.seed(), trial));
        List<Twins> twins = new ArrayList<>();
        for (TrialRow trial : skip.trials()) {
            if (bySeed.containsKey(trial.seed())) {
                twins.add(new Twins(trial, bySeed.get(trial.seed())));
            }
        }
        return twins.isEmpty() ? Optional.empty() : Optional.of(new SkipPair(skip, plain, List.copyOf(twins)));
    }

    /** Those of the cell with skip connections. */
    public KeyValues settings() {
        return skip.settings();
    }

    /**
     * Gain by seed; empty unless all trials have the metric, for those that have none can be just those that would have had
     * the most of it, as with the corrected mutual information where it is saturated.
     */
    public Map<Long, Double> gains(Metric metric) {
        Map<Long, Double> gains = new LinkedHashMap<>();
        twins.forEach(twin ->
                twin.gain(metric).ifPresent(gain -> gains.put(twin.skip().seed(), gain)));
        return gains.size() == twins.size() ? gains : Map.of();
    }

    /** What skip connections gain on a metric, over the seeds; absent unless all trials have it. */
    public Optional<SeedMean> gain(Metric metric) {
        return SeedMean.of(
                gains(metric).values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** What skip connections gain in the paper's own cells, if it has both; as exact as it is printed. */
    public Optional<Double> paperGain(Metric metric) {
        return skip.paper(metric).flatMap(of -> plain.paper(metric).map(than -> Precision.round(of - than, DIGITS)));
    }

    /** Whether the mutual information of any trial is at its cap, so that the pair says nothing about it. */
    public boolean saturated() {
        return twins.stream().anyMatch(Twins::saturated);
    }

    /** Whether all latent dimensions of all trials are active. */
    public boolean allUnitsActive() {
        return settings().number(ModelKeys.LATENT_DIM).stream().anyMatch(dimensions -> twins.stream()
                .flatMap(twin -> Stream.of(twin.skip(), twin.plain()))
                .allMatch(
                        trial -> trial.measurements().find(Metric.ACTIVE_UNITS).orElse(0) == dimensions));
    }

    /** Whether either had fewer epochs or examples than in the paper. */
    public boolean reduced() {
        return skip.reduced() || plain.reduced();
    }
}
