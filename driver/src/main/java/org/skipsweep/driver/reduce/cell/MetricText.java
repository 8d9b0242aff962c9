package org.skipsweep.driver.reduce.cell;

import org.skipsweep.driver.message.Decimals;
import org.skipsweep.models.trial.result.Metric;

/** A metric of a cell as text: {@code -92.45 ±0.33 (-94.88 +2.43)}, {@code ≥9.19 (9.21 -0.02)} at a cap, {@code -}. */
final class MetricText {
    private MetricText() {}

    static String of(Cell cell, Metric metric) {
        return mean(cell, metric) + comparison(cell, metric);
    }

    private static String mean(Cell cell, Metric metric) {
        boolean capped = metric == Metric.MUTUAL_INFORMATION && cell.saturated();
        return cell.metric(metric)
                .map(mean -> {
                    int digits = digits(metric, mean);
                    return capped ? "≥" + Decimals.fixed(shown(cell, metric, mean), digits) : mean.text(digits);
                })
                .orElse("-");
    }

    private static String comparison(Cell cell, Metric metric) {
        return cell.paper(metric)
                .map(paper -> " (" + Decimals.fixed(paper, metric.digits(paper)) + distance(cell, metric, paper) + ")")
                .orElse("");
    }

    /** To the digits of whichever of the two has fewer. */
    private static String distance(Cell cell, Metric metric, double paper) {
        return cell.metric(metric)
                .map(mean -> " "
                        + Decimals.signed(
                                shown(cell, metric, mean) - paper,
                                metric.counts()
                                        ? digits(metric, mean)
                                        : Math.min(digits(metric, mean), metric.digits(paper))))
                .orElse("");
    }

    /** Noise can lift an estimate of mutual information above the cap, which then stands in its place. */
    private static double shown(Cell cell, Metric metric, SeedMean mean) {
        return metric == Metric.MUTUAL_INFORMATION
                ? cell.cap().map(cap -> Math.min(cap.nats(), mean.mean())).orElse(mean.mean())
                : mean.mean();
    }

    /** A mean of whole numbers is none. */
    private static int digits(Metric metric, SeedMean mean) {
        return metric.counts() && mean.seeds() > 1 ? 1 : metric.digits(mean.mean());
    }
}
