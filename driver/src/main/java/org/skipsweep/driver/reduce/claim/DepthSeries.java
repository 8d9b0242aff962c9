package org.skipsweep.driver.reduce.claim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKeys;

/**
 * A quantity of trials that differ in decoder layers and seed only.
 *
 * @param depths by number of layers, at least two
 */
record DepthSeries(SortedMap<Integer, Depth> depths) {
    private static final Comparator<KeyValues> ORDER =
            KeyValues.by(List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM)).thenComparing(KeyValues.by(TrialKeys.all()));

    /**
     * The quantity at one number of layers.
     *
     * @param subject whose it is
     * @param settings of the trials
     * @param values by seed, at least one
     * @param reduced whether trials had fewer epochs or examples than in the paper
     * @param saturated whether mutual information is at its cap
     */
    record Depth(String subject, KeyValues settings, Map<Long, Double> values, boolean reduced, boolean saturated) {
        private double mean() {
            return values.values().stream()
                    .mapToDouble(value -> value)
                    .average()
                    .orElseThrow();
        }
    }

    /** The series that depths make: those with at least two numbers of layers, by data set and size of the latent variable. */
    static List<DepthSeries> of(Stream<Depth> depths) {
        Map<KeyValues, SortedMap<Integer, Depth>> series = new HashMap<>();
        depths.filter(depth -> !depth.values().isEmpty()).forEach(depth -> depth.settings()
                .number(ModelKeys.DECODER_LAYERS)
                .ifPresent(layers -> series.computeIfAbsent(
                                depth.settings().without(ModelKeys.DECODER_LAYERS), ignored -> new TreeMap<>())
                        .put(layers, depth)));
        return series.values().stream()
                .filter(layers -> layers.size() > 1)
                .map(DepthSeries::new)
                .sorted(Comparator.comparing(DepthSeries::settings, ORDER))
                .toList();
    }

    /** Those of the deepest trials. */
    KeyValues settings() {
        return deepest().settings();
    }

    /** Whose quantity it is. */
    String subject() {
        return deepest().subject();
    }

    private Depth deepest() {
        return depths.get(depths.lastKey());
    }

    /** The value at the greatest number of layers minus that at the smallest, over the seeds that both have. */
    Optional<SeedMean> change() {
        Map<Long, Double> from = depths.get(depths.firstKey()).values();
        Map<Long, Double> to = deepest().values();
        return SeedMean.of(from.keySet().stream()
                .filter(to::containsKey)
                .mapToDouble(seed -> to.get(seed) - from.get(seed))
                .toArray());
    }

    /** The mean at every number of layers: "+0.40 at 1, +1.25 at 9 layers". */
    String means(String format) {
        return depths.entrySet().stream()
                .map(depth ->
                        String.format(Locale.ROOT, format, depth.getValue().mean()) + " at " + depth.getKey())
                .collect(Collectors.joining(", ", "", " layers"));
    }

    boolean reduced() {
        return depths.values().stream().anyMatch(Depth::reduced);
    }

    boolean saturated() {
        return depths.values().stream().anyMatch(Depth::saturated);
    }
}
