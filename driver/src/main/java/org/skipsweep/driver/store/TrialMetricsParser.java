package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.skipsweep.models.trial.TrialMetrics;

/** The metric keys of result files, tables and diffs, snake_case, in their order. */
public final class TrialMetricsParser {
    private TrialMetricsParser() {}

    /** Every metric by key: {@link Double} in nats, {@link Integer} for counts. */
    public static Map<String, Number> values(TrialMetrics metrics) {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("elbo", metrics.elbo());
        values.put("kl", metrics.kl());
        values.put("mi", metrics.mutualInformation());
        values.put("mi_monte_carlo", metrics.mutualInformationMonteCarlo());
        values.put("mi_cap", metrics.mutualInformationCap());
        values.put("mi_minibatch", metrics.mutualInformationMinibatch());
        values.put("aggregate_kl", metrics.aggregateKl());
        values.put("active_units", metrics.activeUnits());
        values.put("active_units_002", metrics.activeUnits002());
        values.put("best_epoch", metrics.bestEpoch());
        values.put("validation_elbo", metrics.validationElbo());
        values.put("train_examples", metrics.trainExamples());
        values.put("validation_examples", metrics.validationExamples());
        values.put("test_examples", metrics.testExamples());
        return values;
    }

    /**
     * The metrics of a JSON object.
     *
     * @throws IllegalArgumentException if a metric is missing
     */
    static TrialMetrics fromJson(JsonNode node) {
        ToDoubleFunction<String> real = key -> Json.required(node, key).asDouble();
        ToIntFunction<String> count = key -> Json.required(node, key).asInt();
        return new TrialMetrics(
                real.applyAsDouble("elbo"),
                real.applyAsDouble("kl"),
                real.applyAsDouble("mi"),
                real.applyAsDouble("mi_monte_carlo"),
                real.applyAsDouble("mi_cap"),
                real.applyAsDouble("mi_minibatch"),
                real.applyAsDouble("aggregate_kl"),
                count.applyAsInt("active_units"),
                count.applyAsInt("active_units_002"),
                count.applyAsInt("best_epoch"),
                real.applyAsDouble("validation_elbo"),
                count.applyAsInt("train_examples"),
                count.applyAsInt("validation_examples"),
                count.applyAsInt("test_examples"));
    }
}
