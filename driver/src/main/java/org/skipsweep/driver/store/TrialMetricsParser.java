package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrialMetrics;

/** The metric keys of result files, tables and diffs, snake_case, in their order. */
public final class TrialMetricsParser {
    private TrialMetricsParser() {}

    /** Every metric by key: {@link Double} in nats, {@link Integer} for counts. */
    public static Map<String, Number> values(TrialMetrics metrics) {
        Map<String, Number> values = new LinkedHashMap<>();
        values(metrics.values()).forEach((key, value) -> {
            if (key.equals(Metric.VALIDATION_ELBO.key())) {
                values.put("best_epoch", metrics.bestEpoch());
            }
            values.put(key, value);
        });
        values.putIfAbsent("best_epoch", metrics.bestEpoch());
        values.put("train_examples", metrics.trainExamples());
        values.put("validation_examples", metrics.validationExamples());
        values.put("test_examples", metrics.testExamples());
        return values;
    }

    /** Likewise for measurements that belong to no trial. */
    public static Map<String, Number> values(Measurements measurements) {
        Map<String, Number> values = new LinkedHashMap<>();
        measurements
                .values()
                .forEach((metric, value) ->
                        values.put(metric.key(), metric.counts() ? (Number) value.intValue() : (Number) value));
        return values;
    }

    /**
     * The metrics of a JSON object.
     *
     * @throws IllegalArgumentException if there is no ELBO or a size is missing
     */
    static TrialMetrics fromJson(JsonNode node) {
        Measurements measurements = Measurements.of(
                Metric.ELBO, Json.required(node, Metric.ELBO.key()).asDouble());
        for (Metric metric : Metric.values()) {
            if (node.hasNonNull(metric.key())) {
                measurements = measurements.with(metric, node.get(metric.key()).asDouble());
            }
        }
        return new TrialMetrics(
                measurements,
                Json.required(node, "best_epoch").asInt(),
                Json.required(node, "train_examples").asInt(),
                Json.required(node, "validation_examples").asInt(),
                Json.required(node, "test_examples").asInt());
    }
}
