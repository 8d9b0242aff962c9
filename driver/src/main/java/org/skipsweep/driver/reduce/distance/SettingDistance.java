package org.skipsweep.driver.reduce.distance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.result.Metric;

/**
 * How far cells of one setting are from the paper, without signs.
 *
 * @param setting what its cells share and others have not
 * @param means over the cells, by metric, in the metric's unit
 * @param inSpreads the same in units of the spread over seeds, for those metrics of which there is one
 */
public record SettingDistance(KeyValues setting, Map<Metric, Double> means, Map<Metric, Double> inSpreads) {

    /** Copies the maps. */
    public SettingDistance {
        means = Collections.unmodifiableMap(new EnumMap<>(means));
        inSpreads = Collections.unmodifiableMap(new EnumMap<>(inSpreads));
    }

    static SettingDistance of(KeyValues setting, Map<Metric, Double> means, Map<Metric, Double> spreads) {
        Map<Metric, Double> inSpreads = new EnumMap<>(Metric.class);
        spreads.forEach((metric, spread) -> inSpreads.put(metric, means.get(metric) / spread));
        return new SettingDistance(setting, means, inSpreads);
    }

    /** The mean over metrics in units of their spread, if each of them has one. */
    public Optional<Double> overall() {
        return inSpreads.size() < means.size()
                ? Optional.empty()
                : Optional.of(inSpreads.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }
}
