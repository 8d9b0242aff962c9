package org.skipsweep.models.trial.result;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Values of metrics. A metric that is absent does not apply to the model, or was not measured when the trial was written.
 *
 * @param values by metric, in the metrics' order
 */
public record Measurements(Map<Metric, Double> values) implements Serializable {

    /** Nothing measured. */
    public static final Measurements NONE = new Measurements(Map.of());

    /** Copies the map. */
    public Measurements {
        EnumMap<Metric, Double> copy = new EnumMap<>(Metric.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** One value. */
    public static Measurements of(Metric metric, double value) {
        return new Measurements(Map.of(metric, value));
    }

    /** These and one more, which takes the place of an earlier value. */
    public Measurements with(Metric metric, double value) {
        return and(of(metric, value));
    }

    /** These and others, which take the place of earlier values. */
    public Measurements and(Measurements others) {
        EnumMap<Metric, Double> all = new EnumMap<>(Metric.class);
        all.putAll(values);
        all.putAll(others.values);
        return new Measurements(all);
    }

    /** The value of a metric, if there is one. */
    public OptionalDouble find(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * The value of a metric.
     *
     * @throws IllegalArgumentException if there is none
     */
    public double get(Metric metric) {
        return find(metric)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + metric.key() + " among the metrics "
                        + values.keySet().stream().map(Metric::key).toList()));
    }
}
