package org.skipsweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.Reducer;
import org.skipsweep.driver.run.Classifications;
import org.skipsweep.driver.run.OpenSweep;
import org.skipsweep.driver.run.SparkSessions;
import org.skipsweep.driver.run.SweepRun;
import org.skipsweep.driver.run.Sweeps;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.ProgressViews;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.lease.LeaseLostException;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Selection;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.driver.work.WorkLines;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.trial.TrialKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep run FILE}: runs or continues a sweep, then reduces it and prints the table. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run a sweep, or continue it: trials that are done are never run again.")
public final class RunCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Mixin
    private SweepArguments sweep;

    @Mixin
    private DataRootOption data;

    @Option(
            names = "--out",
            paramLabel = "URI",
            description = "Where the output goes, a path or a URI (file:, hdfs:, s3a:, gs:)."
                    + " Default: out/NAME, with NAME the sweep's name.")
    private String out;

    @Option(
            names = "--only",
            paramLabel = "KEY=VALUE",
            description =
                    "Run only the trials of the sweep that have this value, such as decoder-layers=9 or layers=9;"
                            + " the others stay pending. Several: with one key any of its values, with several keys all of them.")
    private List<String> only = List.of();

    @Option(
            names = "--checkpoints",
            paramLabel = "URI",
            description = "Where checkpoints go, in a folder per trial; the output remembers it."
                    + " Default: where they went before, at first OUT/trials.")
    private String checkpoints;

    @Mixin
    private UiOption ui;

    @Override
    public Integer call() throws Exception {
        try {
            return Interruption.watched(command.commandLine().getErr(), this::runAndReduce);
        } catch (LeaseLostException e) {
            command.commandLine().getErr().println(e.getMessage());
            return ExitCodes.INTERRUPTED;
        }
    }

    private int runAndReduce() throws Exception {
        Plan plan = sweep.plan();
        List<Trial> chosen = Selection.of(plan, only);
        String place = out == null ? "out/" + plan.name() : out;
        try (UiOption.Page page = ui.serve(place)) {
            page.announce(command.commandLine().getErr());
            return runAndReduce(plan, chosen, place, page);
        }
    }

    private int runAndReduce(Plan plan, List<Trial> chosen, String place, UiOption.Page page) throws Exception {
        SparkSession spark = SparkSessions.localOrSubmitted("sweep " + plan.name());
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        ProgressView view = page.beside(ProgressViews.of(
                CommandLine.Help.Ansi.AUTO.enabled(),
                command.commandLine().getErr(),
                trial -> VariedKeys.name(trial, varied)));
        try (OpenSweep open = Sweeps.open(
                spark, plan, chosen, new Sweeps.Places(place, Optional.ofNullable(checkpoints), data.uri()), view)) {
            PrintWriter printer = command.commandLine().getOut();
            SweepRun.Outcome outcome = open.run();
            if (outcome.ranNow() == 0) {
                printer.println("nothing left to run");
            }
            List<String> problems = study(open, spark, plan, chosen, place);
            printer.println(added(place, plan) + summary(plan, chosen, outcome) + " Output: " + place);
            printer.flush();
            problems.forEach(command.commandLine().getErr()::println);
            return outcome.failed() == 0 && problems.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    /** Prints what is made of the trials. They have run, whatever stands in its way: its problems are left to tell at the end. */
    private List<String> study(OpenSweep open, SparkSession spark, Plan plan, List<Trial> chosen, String place)
            throws Exception {
        List<String> problems = new ArrayList<>();
        try {
            open.whileHeld(() -> {
                problems.addAll(classified(spark, plan, chosen, place));
                command.commandLine().getOut().println(reduced(spark, plan, place));
                return problems;
            });
        } catch (UserError e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /** A problem for every chosen trial whose classification failed, or what keeps all of them from being classified. */
    private List<String> classified(SparkSession spark, Plan plan, List<Trial> chosen, String place)
            throws IOException, InterruptedException {
        if (plan.reduce() != Reduction.CLASSIFICATION) {
            return List.of();
        }
        PrintWriter err = command.commandLine().getErr();
        Set<String> ids = chosen.stream().map(Trial::id).collect(Collectors.toSet());
        try {
            return Classifications.complete(
                    spark, place, data.uri(), trial -> ids.contains(trial.id()), err::println, new WorkLines(err));
        } catch (UserError e) {
            return e.problems();
        } catch (DataException e) {
            return List.of(e.getMessage());
        }
    }

    private String reduced(SparkSession spark, Plan plan, String place) {
        WorkLines work = new WorkLines(command.commandLine().getErr());
        URI output = GivenPath.of("--out", place, Submission.hadoop()).toUri();
        return Reducer.reduced(Submission.hadoop(), output, plan.reduce())
                .orElseGet(() -> Reducer.reduce(spark, output, plan.reduce(), work));
    }

    /** What this request added to a plan that was there before. */
    private static String added(String place, Plan plan) {
        return Store.openExisting(place, Submission.hadoop()).plan().orElseThrow().provenance().extensions().stream()
                .filter(extension ->
                        extension.created().equals(plan.provenance().created()))
                .map(extension ->
                        "The plan grew by " + Counted.of(extension.trials().size(), "trial") + ". ")
                .findFirst()
                .orElse("");
    }

    private static String summary(Plan plan, List<Trial> chosen, SweepRun.Outcome outcome) {
        int all = plan.trials().size();
        String head = chosen.size() == all
                ? Counted.of(all, "trial")
                : chosen.size() + " of " + Counted.of(all, "trial") + " chosen";
        String tail = outcome.pending() == 0 ? "." : "; " + outcome.pending() + " others pending.";
        return head + ": " + (outcome.results().size() - outcome.failed()) + " done, " + outcome.failed() + " failed"
                + tail;
    }
}
