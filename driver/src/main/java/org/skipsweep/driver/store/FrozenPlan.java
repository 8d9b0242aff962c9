package org.skipsweep.driver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.diff.Difference;
import org.skipsweep.driver.store.diff.PlanDifferences;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.PlanParser;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.models.files.WholeFiles;

/** The plan that an output belongs to: written once, and from then on it may grow but loses no trial. */
record FrozenPlan(WholeFiles files, Path root) {
    /** Whether a plan is frozen here. */
    boolean exists() throws IOException {
        return files.exists(file());
    }

    /** As {@link Store#plan}. */
    Optional<Plan> read() {
        try {
            return Optional.of(files.read(file(), PlanParser::read));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException | CharConversionException | IllegalArgumentException e) {
            throw new UserError(
                    file() + ": cannot be read as a plan: " + e.getMessage()
                            + "; put a copy back, or remove it: run with the same sweep file writes it anew and trains nothing again",
                    e);
        } catch (IOException e) {
            throw new UserError(
                    file() + ": cannot be read (" + e.getMessage()
                            + "); nothing was written: make it readable, and the same command goes on",
                    e);
        }
    }

    /** As {@link Store#freeze}. */
    Plan freeze(Plan plan) {
        Optional<Plan> frozen = read();
        if (frozen.isEmpty()) {
            write(plan);
            return plan;
        }
        Plan before = frozen.get();
        boolean grows = before.growsTo(plan);
        List<Difference> differences = new ArrayList<>(grows ? List.of() : PlanDifferences.settings(before, plan));
        differences.addAll(PlanDifferences.data(before, plan));
        if (!differences.isEmpty()) {
            throw anotherPlan(advice(before, plan), differences);
        }
        Plan kept = grows ? before.extendedBy(plan) : before;
        Plan now = kept.withProvenance(withData(kept.provenance(), plan.provenance()));
        if (!now.equals(before)) {
            write(now);
        }
        return plan.withProvenance(now.provenance());
    }

    /** The frozen provenance, to which what is known of data that no run had read before is added. */
    private static Provenance withData(Provenance frozen, Provenance request) {
        Map<String, String> checksums = new TreeMap<>(frozen.dataChecksums());
        checksums.putAll(request.dataChecksums());
        Map<String, String> unpublished = new TreeMap<>(frozen.unpublishedData());
        unpublished.putAll(request.unpublishedData());
        return checksums.equals(frozen.dataChecksums()) && unpublished.equals(frozen.unpublishedData())
                ? frozen
                : frozen.withData(checksums, unpublished);
    }

    private Path file() {
        return new Path(root, Store.PLAN);
    }

    private void write(Plan plan) {
        try {
            files.write(file(), out -> PlanParser.write(plan, out));
        } catch (IOException e) {
            throw new UserError(file() + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private static String advice(Plan frozen, Plan request) {
        return frozen.shrinksTo(request)
                ? "holds a plan of " + Counted.of(frozen.trials().size(), "trial") + ", and this request leaves out "
                        + (frozen.trials().size() - request.trials().size())
                        + " of them; a plan may grow and loses no trial: ask for all of it, and to run a part add --only"
                        + " KEY=VALUE."
                : "holds the output of another plan; give another --out, or remove this one to start anew. A plan may"
                        + " grow, by seeds or values beside all that it has; none of these may go or change.";
    }

    private UserError anotherPlan(String advice, List<Difference> differences) {
        return new UserError(Stream.concat(
                        Stream.of(root + ": " + advice + " What differs (there / here):"),
                        differences.stream()
                                .map(difference -> "  " + difference.what() + ": " + difference.left() + " / "
                                        + difference.right()))
                .collect(Collectors.joining(System.lineSeparator())));
    }
}
