package org.skipsweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.reduce.query.CellDifferences;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.diff.Difference;
import org.skipsweep.driver.store.diff.PlanDifferences;
import org.skipsweep.driver.store.diff.ProvenanceDifferences;
import org.skipsweep.driver.store.diff.ResultDifferences;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Plan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sweep diff OUT OUT2}: what two runs do not share. Exit code 0 if their numbers are the same, else 1. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Compare two runs: settings, provenance and metrics; where settings differ, metrics cell by cell. Exit code 0 means"
                        + " the same numbers.")
public final class DiffCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Parameters(index = "0", paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String left;

    @Parameters(index = "1", paramLabel = "OUT2", description = "The output of the other run.")
    private String right;

    @Override
    public Integer call() throws IOException {
        Configuration hadoop = Submission.hadoop();
        Store one = Store.openExisting(left, hadoop);
        Store other = Store.openExisting(right, hadoop);
        Plan onePlan = one.plan().orElseThrow();
        Plan otherPlan = other.plan().orElseThrow();
        Map<String, TrialResult> oneResults = one.results(onePlan);
        Map<String, TrialResult> otherResults = other.results(otherPlan);
        List<Difference> results = ResultDifferences.of(onePlan, oneResults, otherResults);
        List<Difference> settings = PlanDifferences.settings(onePlan, otherPlan);
        print("settings", settings);
        List<Difference> provenance = new ArrayList<>(PlanDifferences.provenance(onePlan, otherPlan));
        provenance.addAll(ProvenanceDifferences.of(oneResults, otherResults));
        print("provenance", provenance);
        if (CellDifferences.changed(onePlan, otherPlan).isEmpty()) {
            print("metrics", results);
        } else {
            print(CellDifferences.of(onePlan, oneResults, otherPlan, otherResults));
        }
        boolean sameTrials = onePlan.trials().size() == otherPlan.trials().size()
                && otherPlan.trials().containsAll(onePlan.trials());
        return results.isEmpty() && sameTrials ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private void print(CellDifferences cells) {
        PrintWriter out = command.commandLine().getOut();
        out.println("metrics by settings that both have, " + right + " minus " + left
                + (cells.lines().isEmpty()
                        ? ": no cell has a seed in common"
                        : " (±: 95 % interval over common seeds)"));
        if (!cells.lines().isEmpty()) {
            cells.text().forEach(line -> out.println("  " + line));
        }
        if (cells.unaligned() > 0) {
            out.println("  " + Counted.of(cells.unaligned(), "cell") + " without one partner in the other run");
        }
        out.flush();
    }

    private void print(String topic, List<Difference> differences) {
        PrintWriter out = command.commandLine().getOut();
        out.println(topic + ": " + (differences.isEmpty() ? "no difference" : differences.size() + " differ"));
        if (!differences.isEmpty()) {
            TextTable table = new TextTable(List.of("  what", left, right));
            differences.forEach(
                    difference -> table.row(List.of("  " + difference.what(), difference.left(), difference.right())));
            table.lines().forEach(out::println);
        }
        out.flush();
    }
}
