package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.TrialMemory;
import org.skipsweep.driver.sweep.estimate.AveragingNotes;
import org.skipsweep.driver.sweep.estimate.PlanEstimate;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep plan FILE}: what would be run, and what it would cost. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Show the trials and what they cost; run nothing.")
public final class PlanCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Mixin
    private SweepArguments sweep;

    @Option(names = "--cores", paramLabel = "N", description = "Cores to plan for; those of this machine if left out.")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(names = "--all", description = "Show every trial, however many there are.")
    private boolean all;

    @Override
    public Integer call() {
        if (cores < 1) {
            throw new UserError("--cores must be at least 1 but is " + cores);
        }
        Plan plan = sweep.plan();
        PlanEstimate estimate = PlanEstimate.of(plan, cores);
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        Map<String, TrialKey<?>> shown = new LinkedHashMap<>();
        varied.forEach(key -> shown.put(key.name(), key));
        TrialKeys.find("seed").ifPresent(seed -> shown.put(seed.name(), seed));
        print(plan, estimate, List.copyOf(shown.values()));
        TrialMemory.of(new SparkConf())
                .require(plan.trials(), estimate.trials(), trial -> VariedKeys.name(trial, varied));
        return ExitCodes.DONE;
    }

    private void print(Plan plan, PlanEstimate estimate, List<TrialKey<?>> shown) {
        List<String> heads = new ArrayList<>(List.of("trial"));
        shown.forEach(key -> heads.add(key.name()));
        heads.addAll(List.of("parameters", "GFLOP", "time", "memory"));
        TextTable table = new TextTable(heads);
        int count = plan.trials().size();
        IntFunction<List<String>> row =
                index -> row(plan.trials().get(index), estimate.trials().get(index), shown);
        if (all) {
            IntStream.range(0, count).mapToObj(row).forEach(table::row);
        } else {
            table.ends(count, row, "more trials; --all shows them");
        }
        PrintWriter out = command.commandLine().getOut();
        table.lines().forEach(out::println);
        out.println();
        out.println(
                plan.name() + ": " + Counted.of(plan.trials().size(), "trial") + ", " + Units.gigaflop(estimate.flops())
                        + " GFLOP, about " + Units.duration(estimate.seconds()) + " and "
                        + Units.megabytes(estimate.memoryBytes()) + " on " + Counted.of(cores, "core") + " at "
                        + Math.round(TrialEstimate.GFLOPS_PER_CORE) + " GFLOP/s each");
        AveragingNotes.of(plan).forEach(out::println);
        out.flush();
    }

    private static List<String> row(Trial trial, TrialEstimate cost, List<TrialKey<?>> shown) {
        List<String> row = new ArrayList<>(List.of(trial.id()));
        shown.forEach(key -> row.add(key.text(trial.spec())));
        row.addAll(List.of(
                Long.toString(cost.parameters()),
                Units.gigaflop(cost.flops()),
                Units.duration(cost.seconds()),
                Units.megabytes(cost.memoryBytes())));
        return row;
    }
}
