package org.skipsweep.driver.export.mlflow;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.skipsweep.driver.export.ExportListener;
import org.skipsweep.driver.export.TrialRecord;
import org.skipsweep.driver.export.TrialRecords;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.file.StoredFile;

/**
 * Makes a run of MLflow for the sweep, which holds its tables and figures, and below it a run for each trial. Exporting again finds them
 * by their tags and adds what is new; a trial that was trained anew gets a new run, and the old one goes to the server's bin.
 *
 * <p>A run is marked last as exported, so that an export that was interrupted goes on where it was.
 */
public final class MlflowExport {
    private static final String PREFIX = "skip_sweep.";
    private static final String PLAN = PREFIX + "plan";
    private static final String TRIAL = PREFIX + "trial";
    private static final String EXPORTED = PREFIX + "exported";
    private static final String PARENT = "mlflow.parentRunId";
    private static final String COMMIT = "mlflow.source.git.commit";
    /** In place of the id of a trial. */
    private static final String SWEEP = "sweep";

    private final TrialRecords records;
    private final MlflowServer server;
    private final MlflowArtifacts artifacts;
    private final String experiment;
    private final Map<String, Run> known;
    private final ExportListener listener;
    private boolean elsewhere;

    /** A run of the server. */
    private record Target(String id, String artifactUri) {}

    private MlflowExport(
            TrialRecords records,
            MlflowServer server,
            MlflowArtifacts artifacts,
            String experiment,
            ExportListener listener) {
        this.records = records;
        this.server = server;
        this.artifacts = artifacts;
        this.experiment = experiment;
        this.known = server.runs(experiment, PLAN, planId(records), TRIAL);
        this.listener = listener;
    }

    /** The same wherever the output is moved to, and another for another run of the same sweep. */
    private static String planId(TrialRecords records) {
        return records.plan().provenance().created().toString();
    }

    /**
     * Exports all trials of an output.
     *
     * @param address of the tracking server
     * @param experiment its name there; made if there is none
     * @param environment which may hold credentials: see {@link Credentials}
     * @throws UserError if the server does not answer or refuses, or a file of the output does not hold what it should
     */
    public static MlflowOutcome run(
            TrialRecords records,
            URI address,
            String experiment,
            Map<String, String> environment,
            ExportListener listener)
            throws IOException {
        Credentials credentials = new Credentials(environment);
        try (MlflowServer server = new MlflowServer(address, credentials)) {
            return new MlflowExport(
                            records,
                            server,
                            new MlflowArtifacts(address, credentials),
                            server.experiment(experiment),
                            listener)
                    .run();
        }
    }

    private MlflowOutcome run() throws IOException {
        Target parent = sweep();
        MlflowOutcome outcome = MlflowOutcome.of(experiment);
        List<Trial> trials = records.plan().trials();
        Set<TrialState> states = EnumSet.noneOf(TrialState.class);
        Optional<Instant> last = Optional.empty();
        for (int i = 0; i < trials.size(); i++) {
            TrialRecord record = records.read(trials.get(i));
            states.add(record.state());
            last = Stream.concat(last.stream(), record.ended().stream()).max(Comparator.naturalOrder());
            outcome = outcome.with(trial(record, parent));
            listener.exported(i + 1, trials.size());
        }
        server.update(parent.id(), records.plan().name(), status(states), last);
        return outcome;
    }

    private Target sweep() throws IOException {
        Map<String, String> tags = tags(SWEEP);
        tags.put(PREFIX + "output", records.root().toString());
        tags.put(COMMIT, records.plan().provenance().gitCommit());
        String name = records.plan().name();
        Target run = Optional.ofNullable(known.get(SWEEP))
                .map(MlflowExport::target)
                .orElseGet(() -> target(server.create(
                        experiment,
                        name,
                        Optional.of(records.plan().provenance().created()),
                        tags)));
        server.describe(run.id(), tags);
        for (Path file : records.sweepFiles()) {
            boolean above = file.getParent().equals(records.root());
            put(run, file, above ? file.getName() : file.getParent().getName() + "/" + file.getName());
        }
        return run;
    }

    private Map<String, String> tags(String trial) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(PLAN, planId(records));
        tags.put(TRIAL, trial);
        tags.put(PREFIX + "sweep", records.plan().name());
        return tags;
    }

    private MlflowOutcome.Change trial(TrialRecord record, Target parent) throws IOException {
        String print = fingerprint(record);
        Run before = known.get(record.id());
        if (before != null && MlflowServer.tag(before, EXPORTED).equals(Optional.of(print))) {
            return MlflowOutcome.Change.NONE;
        }
        RunSeries series = new RunSeries(record.points());
        boolean goesOn = before != null && series.missingIn(before).isPresent();
        if (before != null && !goesOn) {
            server.delete(before.getInfo().getRunId());
        }
        Map<String, String> tags = tags(record.id());
        tags.put(PARENT, parent.id());
        Target run = goesOn ? target(before) : target(server.create(experiment, record.name(), record.started(), tags));
        server.parameters(run.id(), record.settings());
        server.add(run.id(), goesOn ? series.missingIn(before).orElseThrow() : record.points());
        for (Path file : record.files()) {
            put(run, file, file.getName());
        }
        server.update(run.id(), record.name(), status(record.state()), record.ended());
        tags.put(PREFIX + "state", record.state().label());
        record.facts().forEach((fact, value) -> tags.put(fact.equals("commit") ? COMMIT : PREFIX + fact, value));
        tags.put(EXPORTED, print);
        server.describe(run.id(), tags);
        return goesOn
                ? MlflowOutcome.Change.UPDATED
                : before == null ? MlflowOutcome.Change.MADE : MlflowOutcome.Change.ANEW;
    }

    private static Target target(Run run) {
        return target(run.getInfo());
    }

    private static Target target(RunInfo run) {
        return new Target(run.getRunId(), run.getArtifactUri());
    }

    private void put(Target run, Path file, String name) throws IOException {
        if (MlflowArtifacts.takes(run.artifactUri())) {
            artifacts.put(run.artifactUri(), name, records.files().read(file, in -> in.readAllBytes()));
        } else if (!elsewhere) {
            elsewhere = true;
            listener.noted("files are not exported: the server has its clients write them to " + run.artifactUri()
                    + " and takes none itself; one that was started with --serve-artifacts does");
        }
    }

    /** Of the sweep: as its trials', of which one that is not done decides. */
    private static RunStatus status(Set<TrialState> states) {
        return Stream.of(TrialState.RUNNING, TrialState.FAILED, TrialState.SILENT, TrialState.WAITING)
                .filter(states::contains)
                .findFirst()
                .map(MlflowExport::status)
                .orElse(RunStatus.FINISHED);
    }

    private static RunStatus status(TrialState state) {
        return switch (state) {
            case WAITING -> RunStatus.SCHEDULED;
            case RUNNING -> RunStatus.RUNNING;
            case SILENT -> RunStatus.KILLED;
            case DONE -> RunStatus.FINISHED;
            case FAILED -> RunStatus.FAILED;
        };
    }

    /** Of all that a run shows of a trial. */
    private static String fingerprint(TrialRecord record) {
        MessageDigest digest = StoredFile.newSha256();
        digest.update(record.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
