package org.skipsweep.driver.export;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.ProgressParser;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialMetricsParser;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.files.WholeFiles;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.TrialMetrics;

/** The trials of an output, one after another as they are asked for. */
public final class TrialRecords {
    private static final String EPOCH = "epoch";
    /** Of the present only, or said otherwise. */
    private static final Set<String> MOMENTARY = Set.of(EPOCH, "epochs", "seconds_left");

    private static final List<String> FILES =
            List.of(TrialFiles.RESULT, TrialFiles.PROGRESS, TrialFiles.CLASSIFICATION, TrialFiles.SAMPLES);

    private final Store store;
    private final WholeFiles files;
    private final Plan plan;
    private final List<TrialKey<?>> varied;
    private final TrialFacts facts = new TrialFacts(Paper.DECLARED.judge());

    private TrialRecords(Store store, WholeFiles files, Plan plan) {
        this.store = store;
        this.files = files;
        this.plan = plan;
        this.varied = VariedKeys.of(plan);
    }

    /**
     * Those of an output.
     *
     * @param out a path or URI
     * @throws UserError if there is none, or its plan cannot be read
     */
    public static TrialRecords of(String out, Configuration hadoop) throws IOException {
        Store store = Store.openExisting(out, hadoop);
        return new TrialRecords(
                store, WholeFiles.on(store.root(), hadoop), store.plan().orElseThrow());
    }

    /** What the sweep does. */
    public Plan plan() {
        return plan;
    }

    /** The output's root, with scheme. */
    public Path root() {
        return store.root();
    }

    /** How its files are read. */
    public WholeFiles files() {
        return files;
    }

    /** What the sweep as a whole left: plan, tables, claims, figures and the report, as far as there are any. */
    public List<Path> sweepFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(root(), new Path(root(), "tables"), new Path(root(), "figures"))) {
            listed(folder).stream().map(FileStatus::getPath).forEach(found::add);
        }
        return found;
    }

    /**
     * A trial as its folder shows it at this moment.
     *
     * @throws UserError if a file does not hold what it should; names it
     */
    public TrialRecord read(Trial trial) throws IOException {
        try {
            TrialFolder folder = store.trial(trial);
            TrialStatus status = folder.status(trial, Instant.now());
            Map<String, FileStatus> left = new HashMap<>();
            listed(folder.path()).forEach(file -> left.put(file.getPath().getName(), file));
            List<Progress> epochs = folder.progress();
            Optional<Instant> ended = status.result().map(result -> ended(epochs, left.get(TrialFiles.RESULT)));
            List<MetricPoint> points = new ArrayList<>();
            for (Progress epoch : epochs) {
                points.addAll(points(epoch, epoch.time().orElseGet(() -> modified(left.get(TrialFiles.PROGRESS)))));
            }
            status.result().ifPresent(result -> points.addAll(points(result, ended.orElseThrow())));
            return new TrialRecord(
                    trial.id(),
                    VariedKeys.name(trial, varied),
                    varied.stream().map(TrialKey::name).toList(),
                    status.state(),
                    settings(trial),
                    points,
                    status.result().map(facts::of).orElse(Map.of()),
                    FILES.stream()
                            .filter(left::containsKey)
                            .map(name -> left.get(name).getPath())
                            .toList(),
                    started(status, points, ended),
                    ended);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private List<FileStatus> listed(Path folder) throws IOException {
        return files.list(folder).stream()
                .filter(file -> file.isFile() && !file.getPath().getName().startsWith("."))
                .sorted()
                .toList();
    }

    private static Instant modified(FileStatus file) {
        return Instant.ofEpochMilli(file.getModificationTime());
    }

    /** By the clock that epochs were timed with, since a file that was copied is of another time. */
    private static Instant ended(List<Progress> epochs, FileStatus result) {
        return epochs.stream()
                .flatMap(epoch -> epoch.time().stream())
                .reduce((first, second) -> second)
                .orElseGet(() -> modified(result));
    }

    private static Optional<Instant> started(TrialStatus status, List<MetricPoint> points, Optional<Instant> ended) {
        Optional<Instant> first = points.stream().map(MetricPoint::time).findFirst();
        Optional<Instant> lastAttempt = status.result().map(result -> ended.orElseThrow()
                .minus(seconds(result.execution().seconds())));
        return lastAttempt
                .map(begin -> first.filter(begin::isAfter).orElse(begin))
                .or(() -> first)
                .or(status::lastSeen);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    private static Map<String, String> settings(Trial trial) {
        Map<String, String> settings = new LinkedHashMap<>();
        TrialKeys.all().stream()
                .filter(key -> trial.spec().find(key).isPresent())
                .forEach(key -> settings.put(key.name(), key.text(trial.spec())));
        return settings;
    }

    private static List<MetricPoint> points(Progress epoch, Instant time) {
        List<MetricPoint> points = new ArrayList<>();
        ProgressParser.toTree(epoch).fields().forEachRemaining(field -> {
            double value = field.getValue().asDouble();
            boolean finite = field.getValue().isNumber() && Double.isFinite(value);
            if (finite && !MOMENTARY.contains(field.getKey())) {
                points.add(new MetricPoint(
                        EPOCH + "/" + field.getKey(), value, epoch.report().epoch(), time));
            }
        });
        return points;
    }

    /** Nothing of one that failed, since the next attempt may end otherwise. */
    private static List<MetricPoint> points(TrialResult result, Instant time) {
        Map<String, Number> values = new LinkedHashMap<>();
        result.metrics().map(TrialMetricsParser::values).ifPresent(values::putAll);
        if (result instanceof TrialResult.Done) {
            values.put("seconds", result.execution().seconds());
            values.put("images_per_second", result.execution().imagesPerSecond());
        }
        int best = result.metrics().map(TrialMetrics::bestEpoch).orElse(0);
        return values.entrySet().stream()
                .map(value -> new MetricPoint(value.getKey(), value.getValue().doubleValue(), best, time))
                .toList();
    }
}
