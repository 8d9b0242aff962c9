package org.skipsweep.driver.run;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageDatasets;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.ModelFamily;

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
     * @param plan what the output is for
     * @param chosen which of its trials to run; the others are left as they are
     * @param view told of everything that happens
     * @throws UserError if data are missing or damaged, the output cannot be written or is that of another plan; nothing
     *     was run then
     * @throws IOException if the output cannot be read or written later on
     * @throws InterruptedException if the thread was interrupted; the same call continues
     */
    public static SweepRun.Outcome run(
            SparkSession session, Plan plan, List<Trial> chosen, Places places, ProgressView view)
            throws IOException, InterruptedException {
        Configuration hadoop = session.sessionState().newHadoopConf();
        Set<DataSpec> data = data(chosen);
        checkData(data, places.data(), hadoop);
        Map<String, String> checksums = checksums(data, plan.reduce(), places.data(), hadoop);
        Optional<Path> checkpoints =
                places.checkpoints().map(folder -> Store.folderForWriting(folder, "--checkpoints", hadoop));
        Store store = Store.openForWriting(places.out(), hadoop);
        Plan frozen = store.freeze(plan.withProvenance(plan.provenance().withDataChecksums(checksums)));
        if (checkpoints.isPresent()) {
            store.moveCheckpoints(checkpoints.get());
        }
        TrialSetting setting = new TrialSetting(
                store.root().toString(),
                store.checkpoints().toString(),
                places.data(),
                frozen.run(),
                new SerializableConfiguration(hadoop));
        try (view) {
            return new SweepRun(new JavaSparkContext(session.sparkContext()), store, setting, view).run(frozen, chosen);
        }
    }

    private static Set<DataSpec> data(List<Trial> trials) {
        Set<DataSpec> data = new LinkedHashSet<>();
        trials.stream()
                .filter(trial -> trial.spec().family() != ModelFamily.NO_OP)
                .forEach(trial -> data.add(trial.spec().data()));
        return data;
    }

    private static void checkData(Set<DataSpec> data, URI dataRoot, Configuration hadoop) {
        Set<String> problems = new LinkedHashSet<>();
        data.forEach(spec -> problems.addAll(ImageDatasets.problems(spec, dataRoot, hadoop)));
        if (!problems.isEmpty()) {
            throw new UserError(new ArrayList<>(problems));
        }
    }

    private static Map<String, String> checksums(
            Set<DataSpec> data, Reduction reduction, URI dataRoot, Configuration hadoop) {
        Map<String, String> checksums = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        List<String> loaded = new ArrayList<>();
        for (DataSpec spec : data) {
            if (!loaded.contains(spec.dataset().label())) {
                loaded.add(spec.dataset().label());
                ImageData images = ImageDatasets.load(spec, dataRoot, hadoop);
                checksums.putAll(images.checksums());
                if (reduction == Reduction.CLASSIFICATION) {
                    problems.addAll(Classifications.problems(images));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        return checksums;
    }
}
