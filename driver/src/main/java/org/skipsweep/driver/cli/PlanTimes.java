package org.skipsweep.driver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.run.ObservedPace;
import org.skipsweep.driver.sweep.estimate.PlanEstimate;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.models.check.CoreSpeed;

/** What a plan takes in all, and what that rests on. */
final class PlanTimes {
    private PlanTimes() {}

    /**
     * A line that says it, and one for each thing that it rests on.
     *
     * @param atSpeed the estimate by the speed of a core alone
     * @param likely the one that is shown
     */
    static List<String> lines(
            Plan plan, PlanEstimate atSpeed, PlanEstimate likely, CoreSpeed speed, ObservedPace pace) {
        double least = atSpeed.longer(pace.least(plan.trials())).seconds();
        double most = atSpeed.longer(pace.most(plan.trials())).seconds();
        List<String> lines = new ArrayList<>();
        lines.add(plan.name() + ": " + Counted.of(plan.trials().size(), "trial") + ", "
                + Units.gigaflop(likely.flops()) + " GFLOP, about " + Units.duration(likely.seconds()) + " ("
                + Units.duration(least) + " to " + Units.duration(most) + ") and "
                + Units.megabytes(likely.memoryBytes()) + " on " + Counted.of(likely.cores(), "core")
                + " with nothing else to do");
        lines.add(String.format(
                Locale.ROOT,
                "measured here: a core multiplies matrices at %.0f GFLOP/s and moves %.1f GB/s through memory; times may be off by a"
                        + " factor of %.0f",
                speed.flopsPerSecond() / 1e9,
                speed.bytesPerSecond() / 1e9,
                TrialEstimate.SPREAD));
        pace.factors()
                .forEach((family, factors) -> lines.add(String.format(
                        Locale.ROOT,
                        "%s: training %s of the output took %.2f to %.2f times what this gives, and times here follow them",
                        family.label(),
                        Counted.of(factors.getCount(), "trial"),
                        factors.getMin(),
                        factors.getMax())));
        if (!new SparkConf().get("spark.master", "local").startsWith("local")) {
            lines.add("executors may be of another kind than this machine, and faster or slower than measured here");
        }
        Software.gpu()
                .ifPresent(
                        gpu -> lines.add(
                                "a GPU is here (" + gpu
                                        + "): times are those of the processor, trials on the GPU take less; sweep engines --check measures it"));
        return lines;
    }
}
