package org.skipsweep.driver.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.files.WholeFiles;

/** {@code OUT}: the output of one sweep, on any file system that keeps files whole ({@link WholeFiles}). */
public final class Store {
    /** The file that the plan stands in. */
    public static final String PLAN = "plan.json";

    /** Nothing is written for longer, so what is older was left by a process that was killed. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final WholeFiles files;
    private final Path root;
    private final FrozenPlan frozen;

    private Store(WholeFiles files, Path root) {
        this.files = files;
        this.root = root;
        this.frozen = new FrozenPlan(files, root);
    }

    /**
     * The output at {@code out}, made if it is not there.
     *
     * @param out a path or URI
     * @throws UserError if nothing can be written there
     */
    public static Store openForWriting(String out, Configuration hadoop) {
        Path root = folderForWriting(out, "--out", hadoop);
        try {
            Store store = new Store(WholeFiles.on(root, hadoop), root);
            for (Path folder : List.of(root, new Path(root, "tables"), new Path(root, "figures"))) {
                store.files.clear(folder, LEFT_BEHIND);
            }
            return store;
        } catch (IOException e) {
            throw new UserError(out + ": cannot be reached (" + e.getMessage() + ")", e);
        }
    }

    /**
     * A folder, made if it is not there.
     *
     * @param folder a path or URI
     * @param option the option that gives it, for the message
     * @return its path with scheme
     * @throws UserError if nothing can be written there, or nothing that readers would always find whole
     */
    public static Path folderForWriting(String folder, String option, Configuration hadoop) {
        try {
            Path path = GivenPath.of(option, folder, hadoop);
            WholeFiles files = WholeFiles.on(path, hadoop);
            files.makeFolder(path);
            Path probe = files.temporary(new Path(path, "writable"));
            files.write(probe, "");
            files.fileSystem().delete(probe, false);
            return files.qualified(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    folder + ": cannot write here (" + e.getMessage() + "); give " + option
                            + " a folder or URI that can be written",
                    e);
        }
    }

    /**
     * The output of an earlier run.
     *
     * @param out a path or URI
     * @throws UserError if there is none
     */
    public static Store openExisting(String out, Configuration hadoop) {
        try {
            Store store = open(out, hadoop);
            if (store.frozen.exists()) {
                return store;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(out + ": cannot be read (" + e.getMessage() + ")", e);
        }
        throw new UserError(out + ": holds no " + PLAN + "; expected the --out of an earlier run");
    }

    private static Store open(String out, Configuration hadoop) throws IOException {
        Path path = GivenPath.of("", out, hadoop);
        WholeFiles files = WholeFiles.on(path, hadoop);
        return new Store(files, files.qualified(path));
    }

    /** Keeps checkpoints in {@code folder} from now on: this run and later ones look for them there. */
    public void moveCheckpoints(Path folder) throws IOException {
        files.write(checkpointsFile(), folder + "\n");
    }

    /**
     * The folder that holds a folder of checkpoints per trial, named by its id: as {@link #moveCheckpoints} last said, or
     * else that of the trials.
     */
    public Path checkpoints() throws IOException {
        return files.text(checkpointsFile())
                .map(text -> new Path(text.strip()))
                .orElseGet(() -> TrialFolder.trials(root));
    }

    private Path checkpointsFile() {
        return new Path(root, "checkpoints.txt");
    }

    /** The output's root, with scheme: good on every machine that reaches the file system. */
    public Path root() {
        return root;
    }

    /** The folder of a trial. */
    public TrialFolder trial(Trial trial) {
        return new TrialFolder(files, TrialFolder.trials(root), trial.id());
    }

    /**
     * The frozen plan, if there is one.
     *
     * @throws UserError if it cannot be read
     */
    public Optional<Plan> plan() {
        return frozen.read();
    }

    /**
     * Freezes the plan; or finds that this very plan is frozen here already, so that its run continues; or adds the trials
     * that it has beside all those of the frozen one, and records in the provenance that it grew. How it is carried out
     * ({@link Plan#run()}) and what was installed then may differ.
     *
     * @return the frozen plan, with the provenance of the first run, to which data that no run had read before are added,
     *     and the run settings of {@code plan}
     * @throws UserError if this is the output of another plan, of other data, or of a plan with trials that {@code plan}
     *     leaves out; it names what differs
     */
    public Plan freeze(Plan plan) {
        return frozen.freeze(plan);
    }

    /** The results there are, by trial id, in the plan's order. */
    public Map<String, TrialResult> results(Plan plan) throws IOException {
        Map<String, TrialResult> results = new LinkedHashMap<>();
        SideBySide.read(plan.trials(), trial -> trial(trial).result())
                .forEach(found ->
                        found.ifPresent(result -> results.put(result.trial().id(), result)));
        return results;
    }

    /** Where every trial is at this moment, in the plan's order. */
    public List<TrialStatus> statuses(Plan plan) throws IOException {
        Instant now = Instant.now();
        Set<String> begun = TrialFiles.folders(files, root);
        return SideBySide.read(
                plan.trials(),
                trial -> begun.contains(trial.id()) ? trial(trial).status(trial, now) : TrialStatus.waiting(trial));
    }
}
