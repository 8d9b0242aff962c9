package org.skipsweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.TrialMetrics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sweep status OUT}: how far every trial is. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show how far every trial of a run is.")
public final class StatusCommand implements Callable<Integer> {
    private static final String NONE = "-";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Parameters(paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String out;

    @Option(
            names = "--all",
            description = "Show every trial. Otherwise, of more than 100, those that run, are silent or failed.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        Store store = Store.openExisting(out, Submission.hadoop());
        Plan plan = store.plan().orElseThrow();
        List<TrialStatus> statuses = store.statuses(plan);
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        List<String> heads = new ArrayList<>(List.of("trial"));
        varied.forEach(key -> heads.add(key.name()));
        heads.addAll(List.of("state", "epoch", "elbo", "time left", "last seen", "executor", "error"));
        TextTable table = new TextTable(heads);
        Instant now = Instant.now();
        if (all) {
            statuses.forEach(status -> table.row(row(status, varied, now)));
        } else {
            List<TrialStatus> shown = telling(statuses);
            String rest = shown.size() == statuses.size() ? "more trials" : "more that run, are silent or failed";
            table.ends(shown.size(), index -> row(shown.get(index), varied, now), rest + "; --all shows all");
        }
        PrintWriter printer = command.commandLine().getOut();
        table.lines().forEach(printer::println);
        printer.println();
        printer.println(plan.name() + ": " + Counted.of(statuses.size(), "trial") + ", "
                + Stream.of(TrialState.values())
                        .map(state -> statuses.stream()
                                        .filter(status -> status.state() == state)
                                        .count()
                                + " " + state.label())
                        .collect(Collectors.joining(", ")));
        printer.println("checkpoints: " + store.checkpoints());
        printer.flush();
        return ExitCodes.DONE;
    }

    /** Of many trials, those that are under way or failed, if there are any: the rest is in the counts. */
    private static List<TrialStatus> telling(List<TrialStatus> statuses) {
        List<TrialStatus> telling = statuses.stream()
                .filter(status -> status.state() != TrialState.DONE && status.state() != TrialState.WAITING)
                .toList();
        return statuses.size() <= TextTable.MOST || telling.isEmpty() ? statuses : telling;
    }

    private static List<String> row(TrialStatus status, List<TrialKey<?>> varied, Instant now) {
        Optional<EpochReport> epoch = status.lastEpoch().map(progress -> progress.report());
        Optional<TrialResult> result = status.result();
        boolean running = status.state() == TrialState.RUNNING;
        List<String> row = new ArrayList<>(List.of(status.trial().id()));
        varied.forEach(key -> row.add(key.text(status.trial().spec())));
        row.add(status.state().label());
        row.add(epoch.map(report -> report.epoch() + "/" + report.epochs()).orElse(NONE));
        row.add(result.flatMap(TrialResult::metrics)
                .map(TrialMetrics::elbo)
                .or(() -> epoch.map(EpochReport::validationElbo))
                .map(Units::nats)
                .orElse(NONE));
        row.add(epoch.filter(report -> running)
                .map(report -> Units.duration(report.secondsLeft()))
                .orElse(NONE));
        row.add(status.lastSeen()
                .map(seen -> Units.duration(Duration.between(seen, now).toMillis() / 1e3) + " ago")
                .orElse(NONE));
        row.add(result.map(end -> end.execution().executor())
                .or(() -> status.lastEpoch().map(progress -> progress.executor()))
                .orElse(NONE));
        row.add(result.map(StatusCommand::error).orElse(""));
        return row;
    }

    private static String error(TrialResult result) {
        return result instanceof TrialResult.Failed failed
                ? failed.failure()
                        .message()
                        .lines()
                        .findFirst()
                        .orElse(failed.failure().cause())
                : "";
    }
}
