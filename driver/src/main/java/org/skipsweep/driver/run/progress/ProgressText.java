package org.skipsweep.driver.run.progress;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.skipsweep.driver.message.TimeSpan;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** How epochs and results read in one line. */
public final class ProgressText {
    private static final List<Metric> SHOWN =
            List.of(Metric.PERPLEXITY, Metric.ELBO, Metric.KL, Metric.MUTUAL_INFORMATION, Metric.ACTIVE_UNITS);

    private ProgressText() {}

    static String epoch(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  validation ELBO %.2f  KL %.2f%s  %,.0f examples/s  %s left",
                report.epoch(),
                report.epochs(),
                report.validationElbo(),
                report.validationKl(),
                more(report),
                report.imagesPerSecond(),
                TimeSpan.of(report.secondsLeft()));
    }

    /** How fast a trial goes whose first epoch has not ended, with two blanks before each part; empty if it is not known yet. */
    static String pace(StepPace pace) {
        return pace.stepsPerSecond().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  %,.1f steps/s  about %s left",
                        pace.stepsPerSecond().getAsDouble(),
                        TimeSpan.of(pace.secondsLeft().getAsDouble()));
    }

    static String end(TrialResult result) {
        if (result instanceof TrialResult.Failed failed) {
            return "failed: " + failed.failure().message().lines().findFirst().orElse("");
        }
        return ((TrialResult.Done) result)
                .metrics()
                .map(metrics -> String.format(
                        Locale.ROOT,
                        "done  test %s  best epoch %d  in %s",
                        measured(metrics.values()),
                        metrics.bestEpoch(),
                        TimeSpan.of(result.execution().seconds())))
                .orElse("done");
    }

    /** Those of the most telling metrics that were measured. */
    private static String measured(Measurements values) {
        return SHOWN.stream()
                .filter(metric -> values.find(metric).isPresent())
                .map(metric -> String.format(
                        Locale.ROOT, metric.counts() ? "%s %.0f" : "%s %.2f", metric.heading(), values.get(metric)))
                .collect(Collectors.joining("  "));
    }

    /** What a trial knows of an epoch beside its bound, in front of the speed; empty if there is nothing. */
    static String more(EpochReport report) {
        StringBuilder more = new StringBuilder();
        report.more()
                .find(Metric.MUTUAL_INFORMATION_MONTE_CARLO)
                .ifPresent(value -> more.append(String.format(
                        Locale.ROOT, "  MI %.2f  AU %.0f", value, report.more().get(Metric.ACTIVE_UNITS))));
        report.more()
                .find(Metric.BOUND_PERPLEXITY)
                .ifPresent(value -> more.append(String.format(Locale.ROOT, "  PPL ≤ %.2f", value)));
        report.more()
                .find(Metric.CLIPPED_FORWARD)
                .ifPresent(value -> more.append(String.format(
                        Locale.ROOT,
                        "  clipped %.0f %% / %.0f %%",
                        100 * value,
                        100 * report.more().get(Metric.CLIPPED_BACKWARD))));
        return more.toString();
    }
}
