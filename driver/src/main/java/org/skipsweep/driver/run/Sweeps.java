package org.skipsweep.driver.run;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.progress.HarmlessView;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.store.lease.DriverLease;
import org.skipsweep.driver.store.lease.LeaseLostException;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.UnpublishedData;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/** Runs sweeps: checks what can be checked, freezes the plan, runs what is not done. */
public final class Sweeps {
    private Sweeps() {}

    /**
     * Where a run reads and writes: paths or URIs.
     *
     * @param out the output
     * @param checkpoints where checkpoints go from now on; empty for where they went before, in a new output the trials'
     *     folders
     * @param data where data sets lie
     */
    public record Places(String out, Optional<String> checkpoints, URI data) {}

    /**
     * Runs or continues trials of a plan.
     *
     * @return what that did
     * @throws UserError as {@link #open} does; nothing was run then
     * @throws IOException if the output cannot be read or written
     * @throws LeaseLostException if another driver took over the output meanwhile
     * @throws InterruptedException if the thread was interrupted; the same call continues
     */
    public static SweepRun.Outcome run(
            SparkSession session, Plan plan, List<Trial> chosen, Places places, ProgressView view)
            throws IOException, LeaseLostException, InterruptedException {
        try (OpenSweep sweep = open(session, plan, chosen, places, view)) {
            return sweep.run();
        }
    }

    /**
     * Checks what can be checked, and makes the output that of this driver until it is closed.
     *
     * @param plan what the output is for
     * @param chosen which of its trials to run; the others are left as they are
     * @param view told of everything that happens
     * @throws UserError if data are missing or damaged, a trial cannot fit into memory, the output cannot be written, is that of another
     *     plan or is being run by another driver; nothing was run then
     * @throws IOException if the output cannot be read or written later on
     * @throws InterruptedException if the thread was interrupted
     */
    public static OpenSweep open(SparkSession session, Plan plan, List<Trial> chosen, Places places, ProgressView view)
            throws IOException, InterruptedException {
        Configuration hadoop = session.sessionState().newHadoopConf();
        requireMemory(session, plan, chosen);
        Collection<TrialSpec> data = oneOfEachData(chosen);
        DataRoot root = new DataRoot(places.data(), hadoop);
        checkData(data, root);
        Found found = read(data, plan.reduce(), root);
        Map<String, String> unpublished = unpublished(data, root);
        Readiness.requireTemporarySpace(hadoop);
        Optional<Path> checkpoints =
                places.checkpoints().map(folder -> Store.folderForWriting(folder, "--checkpoints", hadoop));
        Store store = Store.openForWriting(places.out(), hadoop);
        ProgressView harmless = new HarmlessView(view);
        DriverLease lease = DriverLease.take(store.root(), hadoop, harmless::warn);
        try {
            Plan frozen = store.freeze(plan.withProvenance(plan.provenance().withData(found.checksums(), unpublished)));
            if (checkpoints.isPresent()) {
                store.moveCheckpoints(checkpoints.get());
            }
            TrialSetting setting = new TrialSetting(store, places.data(), frozen, hadoop);
            List<TrialStatus> statuses = store.statuses(frozen);
            new Readiness(store, setting).require(frozen, statuses, chosen);
            found.notes().forEach(harmless::warn);
            unpublished.forEach((dataset, files) -> harmless.warn(UnpublishedData.sentence(dataset, files)));
            return new OpenSweep(session, store, setting, lease, harmless, frozen, statuses, chosen);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static void requireMemory(SparkSession session, Plan plan, List<Trial> trials) {
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        TrialMemory.of(session.sparkContext().getConf())
                .require(trials, TrialEstimate.of(trials, CoreSpeed.TYPICAL), trial -> VariedKeys.name(trial, varied));
    }

    /** A trial for each data set, or part of one, that trials read. */
    private static Collection<TrialSpec> oneOfEachData(List<Trial> trials) {
        Map<Map<TrialKey<?>, Object>, TrialSpec> byData = new LinkedHashMap<>();
        trials.stream()
                .map(Trial::spec)
                .filter(spec -> spec.family() != ModelFamily.NO_OP)
                .forEach(spec -> byData.putIfAbsent(spec.part(TrialKeys.ofData()), spec));
        return byData.values();
    }

    /** By data set, the names of its files that are not the published ones. */
    private static Map<String, String> unpublished(Collection<TrialSpec> data, DataRoot root) {
        Map<String, String> unpublished = new TreeMap<>();
        data.stream().map(spec -> spec.get(DataKeys.DATASET)).distinct().forEach(dataset -> {
            String files = DatasetSources.of(dataset).check(root).stream()
                    .filter(report -> report.verdict() == FileReport.Verdict.WRONG)
                    .map(report -> new Path(report.path()).getName())
                    .collect(Collectors.joining(", "));
            if (!files.isEmpty()) {
                unpublished.put(dataset.label(), files);
            }
        });
        return unpublished;
    }

    private static void checkData(Collection<TrialSpec> data, DataRoot root) {
        List<String> problems = data.stream()
                .flatMap(spec -> DatasetSources.of(spec.get(DataKeys.DATASET)).problems(spec, root).stream())
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
    }

    /**
     * What reading the data showed.
     *
     * @param checksums by name of a file or of made data
     * @param notes as {@link TrialData#notes}
     */
    private record Found(Map<String, String> checksums, List<String> notes) {}

    private static Found read(Collection<TrialSpec> data, Reduction reduction, DataRoot root) {
        Map<String, String> checksums = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<Map<TrialKey<?>, Object>> loaded = new HashSet<>();
        for (TrialSpec spec : data) {
            boolean made = DatasetSources.of(spec.get(DataKeys.DATASET)).made();
            if (loaded.add(spec.part(made ? TrialKeys.ofData() : TrialKeys.ofFiles()))) {
                TrialData found = LoadedData.of(spec, root);
                checksums.putAll(found.checksums());
                notes.addAll(found.notes());
                if (reduction == Reduction.CLASSIFICATION) {
                    problems.addAll(Classifications.problems(ImageData.of(found)));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        return new Found(checksums, notes);
    }
}
