package org.skipsweep.driver.reduce.cell;

import java.util.Locale;
import org.skipsweep.models.trial.result.Metric;

/** A metric of a cell as text: {@code -92.45 ±0.33 (-94.88 +2.43)}, {@code ≥9.19 (9.21 -0.02)} at a cap, {@code -}. */
final class MetricText {
    private MetricText() {}

    static String of(Cell cell, Metric metric) {
        int digits = digits(cell, metric);
        return mean(cell, metric, digits) + comparison(cell, metric, digits);
    }

    private static String mean(Cell cell, Metric metric, int digits) {
        boolean capped = metric == Metric.MUTUAL_INFORMATION && cell.saturated();
        return cell.metric(metric)
                .map(mean -> capped ? "≥" + fixed(mean.mean(), digits) : withInterval(mean, digits))
                .orElse("-");
    }

    private static String withInterval(SeedMean mean, int digits) {
        return fixed(mean.mean(), digits)
                + mean.ci95().map(ci95 -> " ±" + fixed(ci95, digits)).orElse("");
    }

    private static String comparison(Cell cell, Metric metric, int digits) {
        String distance = cell.distance(metric)
                .map(difference -> " " + signed(difference.mean(), digits))
                .orElse("");
        return cell.paper(metric)
                .map(paper -> " (" + fixed(paper, metric.counts() ? 0 : 2) + distance + ")")
                .orElse("");
    }

    private static int digits(Cell cell, Metric metric) {
        if (!metric.counts()) {
            return 2;
        }
        return cell.counts().seeds() == 1 ? 0 : 1;
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** With its sign; what rounds to zero is +0. */
    private static String signed(double value, int digits) {
        double scale = Math.pow(10, digits);
        return String.format(Locale.ROOT, "%+." + digits + "f", Math.round(value * scale) == 0 ? 0.0 : value);
    }
}
