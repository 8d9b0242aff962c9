package org.skipsweep.driver.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.files.WholeFiles;

/**
 * {@code OUT/trials/ID}: what one trial leaves behind. One task writes it; any number may read it meanwhile. All methods
 * throw {@link IOException} if the file system does, and {@link UserError} naming the file if a file does not hold what it
 * should.
 */
public final class TrialFolder {
    private final WholeFiles files;
    private final Path path;
    /** What {@link #append} last wrote: the one task that writes need not read it again. */
    private Optional<List<Progress>> written = Optional.empty();

    TrialFolder(WholeFiles files, Path trials, String id) {
        this.files = files;
        this.path = new Path(trials, id);
    }

    /**
     * The folder of a trial, wherever this runs.
     *
     * @param root the output's root as {@link Store#root()} gives it
     */
    public static TrialFolder open(Path root, Trial trial, Configuration hadoop) throws IOException {
        return new TrialFolder(WholeFiles.on(root, hadoop), trials(root), trial.id());
    }

    /** The folder that holds those of all trials of an output. */
    public static Path trials(Path root) {
        return new Path(root, "trials");
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Where the test set's latents go. */
    public Path latents() {
        return new Path(path, TrialFiles.LATENTS);
    }

    /**
     * Makes the folder, which marks the trial as running, and forgets an earlier failure and what a killed attempt left.
     *
     * @throws FileNotFoundException if the output itself is not there any more
     */
    public void begin() throws IOException {
        Path output = path.getParent().getParent();
        if (!files.fileSystem().exists(output)) {
            throw new FileNotFoundException(output + ": is not there any more; put it back");
        }
        files.beginFolder(path);
        files.clear(path, Duration.ZERO);
        if (result().filter(TrialResult.Failed.class::isInstance).isPresent()) {
            files.fileSystem().delete(new Path(path, TrialFiles.RESULT), false);
        }
    }

    /** When the trial was begun, or something was last written to its folder; empty if it was never begun. */
    private Optional<Instant> begun() throws IOException {
        return files.state(path).map(state -> Instant.ofEpochMilli(state.changed()));
    }

    /** The epochs so far, in order; empty before the first has ended. */
    public List<Progress> progress() throws IOException {
        return progress(lines -> lines.map(ProgressParser::fromJson).toList()).orElse(List.of());
    }

    /** Of the epochs the last alone, without a look at the others: a status of many trials needs no more. */
    private Optional<Progress> lastEpoch() throws IOException {
        return progress(lines ->
                ProgressParser.fromJson(lines.reduce((before, last) -> last).orElseThrow()));
    }

    private <T> Optional<T> progress(Function<Stream<String>, T> parser) throws IOException {
        return read(
                TrialFiles.PROGRESS,
                text -> {
                    if (text.isEmpty()) {
                        throw new IllegalArgumentException("empty, and it never is written so");
                    }
                    return parser.apply(text.lines());
                },
                "to remove it costs the curve of these epochs and no epoch");
    }

    /** Adds an epoch; lines of this epoch and later ones, left by an interrupted attempt, give way to it. */
    public void append(Progress epoch) throws IOException {
        List<Progress> lines = new ArrayList<>(written.isPresent() ? written.get() : progress());
        lines.removeIf(line -> line.report().epoch() >= epoch.report().epoch());
        lines.add(epoch);
        String text =
                lines.stream().map(line -> ProgressParser.toJson(line) + "\n").collect(Collectors.joining());
        files.writeInside(new Path(path, TrialFiles.PROGRESS), text);
        written = Optional.of(lines);
    }

    /** How the trial ended, if it has. */
    public Optional<TrialResult> result() throws IOException {
        return read(
                TrialFiles.RESULT,
                TrialResultParser::fromJson,
                "remove it, and run measures the trial again from its newest checkpoint");
    }

    /** Ends the trial: to be called once everything else is written. */
    public void finish(TrialResult result) throws IOException {
        files.writeInside(new Path(path, TrialFiles.RESULT), TrialResultParser.toJson(result) + "\n");
    }

    /** How classifiers did on the trial's posterior means, if they were trained. */
    public Optional<Classification> classification() throws IOException {
        return read(TrialFiles.CLASSIFICATION, ClassificationParser::fromJson, "remove it, and run classifies again");
    }

    /** Keeps how classifiers did. */
    public void classified(Classification classification) throws IOException {
        String text = ClassificationParser.toJson(path.getName(), classification) + "\n";
        files.writeInside(new Path(path, TrialFiles.CLASSIFICATION), text);
    }

    private <T> Optional<T> read(String name, Function<String, T> parser, String remedy) throws IOException {
        Path file = new Path(path, name);
        try {
            return files.text(file).map(parser);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage() + "; " + remedy, e);
        }
    }

    /**
     * State, last epoch and result at this moment.
     *
     * @param now by this machine's clock
     */
    public TrialStatus status(Trial trial, Instant now) throws IOException {
        Optional<TrialResult> result = result();
        if (result.isPresent()) {
            return new TrialStatus(trial, result.get().state(), lastEpoch(), Optional.empty(), result);
        }
        List<Progress> progress = progress();
        Optional<Progress> last =
                progress.isEmpty() ? Optional.empty() : Optional.of(progress.get(progress.size() - 1));
        Optional<Instant> begun = begun();
        Optional<Instant> seen = LastSeen.of(progress, begun);
        TrialState state = begun.isEmpty() ? TrialState.WAITING : LastSeen.state(progress, seen, now);
        return new TrialStatus(trial, state, last, seen, result);
    }
}
