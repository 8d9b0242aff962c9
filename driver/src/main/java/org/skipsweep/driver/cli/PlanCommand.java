package org.skipsweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.ObservedPace;
import org.skipsweep.driver.run.TrialMemory;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.estimate.AveragingNotes;
import org.skipsweep.driver.sweep.estimate.PlanEstimate;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.check.CoreSpeed;
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

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description =
                    "Estimate times by the trials of this output that are done, where they ran on a processor like this"
                            + " one.")
    private String out;

    @Option(names = "--all", description = "Show every trial, however many there are.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        if (cores < 1) {
            throw new UserError("--cores must be at least 1 but is " + cores);
        }
        Plan plan = sweep.plan();
        CoreSpeed speed = CoreSpeed.measured();
        ObservedPace pace = pace(speed);
        PlanEstimate atSpeed = PlanEstimate.of(plan, cores, speed);
        PlanEstimate estimate = atSpeed.longer(pace.likely(plan.trials()));
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        Map<String, TrialKey<?>> shown = new LinkedHashMap<>();
        varied.forEach(key -> shown.put(key.name(), key));
        TrialKeys.find("seed").ifPresent(seed -> shown.put(seed.name(), seed));
        print(plan, estimate, List.copyOf(shown.values()));
        PrintWriter printer = command.commandLine().getOut();
        PlanTimes.lines(plan, atSpeed, estimate, speed, pace).forEach(printer::println);
        AveragingNotes.of(plan, speed).forEach(printer::println);
        printer.flush();
        TrialMemory.of(new SparkConf())
                .require(plan.trials(), estimate.trials(), trial -> VariedKeys.name(trial, varied));
        return ExitCodes.DONE;
    }

    private ObservedPace pace(CoreSpeed speed) throws IOException {
        if (out == null) {
            return ObservedPace.NONE;
        }
        Store store = Store.openExisting(out, Submission.hadoop());
        return ObservedPace.of(store.results(store.plan().orElseThrow()).values(), speed);
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
        PrintWriter printer = command.commandLine().getOut();
        table.lines().forEach(printer::println);
        printer.println();
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
