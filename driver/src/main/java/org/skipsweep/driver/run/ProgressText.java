package org.skipsweep.driver.run;

import java.util.Locale;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.models.trial.result.EpochReport;

/** How epochs and results read in one line. */
final class ProgressText {
    private ProgressText() {}

    static String epoch(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  validation ELBO %.2f  KL %.2f  %,.0f images/s  %s left",
                report.epoch(),
                report.epochs(),
                report.validationElbo(),
                report.validationKl(),
                report.imagesPerSecond(),
                duration(report.secondsLeft()));
    }

    static String end(TrialResult result) {
        if (result instanceof TrialResult.Failed failed) {
            return "failed: " + failed.failure().message().lines().findFirst().orElse("");
        }
        return ((TrialResult.Done) result)
                .metrics()
                .map(metrics -> String.format(
                        Locale.ROOT,
                        "done  test ELBO %.2f  KL %.2f  MI %.2f  AU %d  best epoch %d  in %s",
                        metrics.elbo(),
                        metrics.kl(),
                        metrics.mutualInformation(),
                        metrics.activeUnits(),
                        metrics.bestEpoch(),
                        duration(result.execution().seconds())))
                .orElse("done");
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }
}
