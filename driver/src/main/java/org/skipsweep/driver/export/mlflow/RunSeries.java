package org.skipsweep.driver.export.mlflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import org.skipsweep.driver.export.MetricPoint;

/**
 * The numbers of a trial beside those that a run of the server has already. Numbers there are never replaced, so that only what comes
 * after them can be added.
 *
 * @param points of the trial, those of a key in the order of their epochs
 */
record RunSeries(List<MetricPoint> points) {

    /** Those that a run lacks; empty if what it has is of another training of the trial. */
    Optional<List<MetricPoint>> missingIn(Run run) {
        Map<String, Metric> last = new HashMap<>();
        run.getData().getMetricsList().forEach(metric -> last.put(metric.getKey(), metric));
        Set<String> ofThisTraining = new HashSet<>();
        points.stream()
                .filter(point -> last.containsKey(point.key()) && same(point, last.get(point.key())))
                .forEach(point -> ofThisTraining.add(point.key()));
        boolean another = last.keySet().stream()
                .anyMatch(key -> (key.startsWith("epoch/") || has(key)) && !ofThisTraining.contains(key));
        return another
                ? Optional.empty()
                : Optional.of(points.stream()
                        .filter(point -> !last.containsKey(point.key())
                                || point.epoch() > last.get(point.key()).getStep())
                        .toList());
    }

    private boolean has(String key) {
        return points.stream().anyMatch(point -> point.key().equals(key));
    }

    private static boolean same(MetricPoint point, Metric metric) {
        return point.epoch() == metric.getStep() && finite(point.value()) == finite(metric.getValue());
    }

    /** Servers with a database keep infinities as the largest number. */
    private static double finite(double value) {
        return Double.isNaN(value) ? 0 : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }
}
