package org.skipsweep.driver.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.metrics.LatentDimensions;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrialMetrics;

/** Plans, trials and results to store. */
public final class Samples {
    public static final Execution EXECUTION = new Execution(12.5, 7000, "nd4j", "host/0", 1);
    public static final TrialProvenance PROVENANCE = new TrialProvenance(
            "abc",
            Map.of("nd4j", "1.0"),
            "Linux",
            "a processor",
            Optional.of("a GPU"),
            "libtorch 2.0 cuda:0 fp32",
            "host");
    public static final TrialMetrics METRICS = new TrialMetrics(
            new Measurements(Map.of(
                    Metric.ELBO, -94.5,
                    Metric.KL, 24.25,
                    Metric.MUTUAL_INFORMATION, 9.125,
                    Metric.MUTUAL_INFORMATION_MONTE_CARLO, 9.0,
                    Metric.MUTUAL_INFORMATION_CAP, Math.log(1000),
                    Metric.MUTUAL_INFORMATION_MINIBATCH, 4.5,
                    Metric.AGGREGATE_KL, 15.125,
                    Metric.ACTIVE_UNITS, 17.0,
                    Metric.ACTIVE_UNITS_002, 16.0,
                    Metric.VALIDATION_ELBO, -95.5)),
            48,
            5000,
            1000,
            1000);

    private Samples() {}

    public static Trial trial(int seed) {
        return Trial.of(TrialKeys.completed(Map.ofEntries(
                Map.entry("dataset", "strokes"),
                Map.entry("train-examples", 5000),
                Map.entry("validation-examples", 1000),
                Map.entry("test-examples", 1000),
                Map.entry("model", "mlp-vae"),
                Map.entry("latent-dim", 20),
                Map.entry("decoder-layers", 2),
                Map.entry("skip", false),
                Map.entry("hidden-units", 256),
                Map.entry("epochs", 10),
                Map.entry("batch-size", 100),
                Map.entry("seed", seed))));
    }

    public static Trial trial(int seed, String key, Object value) {
        Map<String, Object> values =
                new LinkedHashMap<>(TrialKeys.values(trial(seed).spec()));
        values.put(key, value);
        return Trial.of(TrialKeys.spec(values));
    }

    public static Plan plan(Trial... trials) {
        return plan(List.of(trials));
    }

    public static Plan plan(List<Trial> trials) {
        Provenance provenance = new Provenance(
                "abc", Map.of("spark", "3.5.5"), Map.of("x.conf", ""), List.of(), Map.of(), Map.of(), Instant.EPOCH);
        return new Plan(
                "sample",
                Reduction.SETTINGS,
                new RunSettings(5, 2),
                ClassificationSettings.DEFAULT,
                trials,
                provenance);
    }

    public static Plan planOf(int trials) {
        List<Trial> all = new ArrayList<>();
        for (int seed = 1; seed <= trials; seed++) {
            all.add(trial(seed));
        }
        return plan(all);
    }

    private static final Optional<LatentDimensions> DIMENSIONS =
            Optional.of(new LatentDimensions(List.of(1.5, 0.25), List.of(0.9, 0.001)));

    public static TrialResult done(Trial trial) {
        return new TrialResult.Done(trial, EXECUTION, Optional.of(METRICS), DIMENSIONS);
    }

    public static TrialResult done(Trial trial, TrialProvenance provenance) {
        Execution execution = new Execution(12.5, 7000, "nd4j", "host/0", 1, Optional.of(provenance));
        return new TrialResult.Done(trial, execution, Optional.of(METRICS), DIMENSIONS);
    }

    public static TrialResult failed(Trial trial) {
        return new TrialResult.Failed(
                trial,
                EXECUTION,
                new Failure(
                        "loss is NaN",
                        "java.lang.ArithmeticException",
                        "at x\nat y",
                        3,
                        142,
                        Optional.of("checkpoint-2.zip")));
    }

    public static Progress epoch(int epoch, double elbo) {
        return epoch(epoch, elbo, Measurements.NONE);
    }

    public static Progress epoch(int epoch, double elbo, Measurements more) {
        return new Progress(
                new EpochReport(epoch, 10, elbo - 1, elbo, 20, 1, true, 6500, 10.0 * (10 - epoch), 1e-3, more),
                "host/0",
                Optional.of(Instant.parse("2026-01-02T03:04:05Z")));
    }
}
