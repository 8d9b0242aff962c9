package org.skipsweep.driver.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.ProgressParser;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** An output of any size with made-up numbers, written as a run writes it; the sweep's name is an attack on its readers. */
public final class SyntheticOutput {
    public static final String NAME = "<script>alert(1)</script>";
    private static final int DEPTHS = 5;

    private SyntheticOutput() {}

    /** {@code FOLDER TRIALS [EPOCHS]}: writes one, for checks from outside; without epochs, its plan only. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int trials = Integer.parseInt(arguments[1]);
        if (arguments.length > 2) {
            write(folder, trials, Integer.parseInt(arguments[2]));
        } else {
            Store.openForWriting(folder.toString(), new Configuration()).freeze(plan(trials));
        }
    }

    /** Writes an output whose last trial failed and whose others are done. */
    static Store write(Path folder, int trials, int epochs) throws IOException {
        Plan plan = plan(trials);
        Store store = Store.openForWriting(folder.toString(), new Configuration());
        store.freeze(plan);
        for (int i = 0; i < trials; i++) {
            Trial trial = plan.trials().get(i);
            TrialFolder into = store.trial(trial);
            into.begin();
            Files.writeString(folder.resolve("trials/" + trial.id() + "/progress.jsonl"), progress(i, epochs));
            into.finish(i < trials - 1 ? Samples.done(trial, Samples.PROVENANCE) : Samples.failed(trial));
        }
        return store;
    }

    private static Plan plan(int trials) {
        List<Trial> all = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Map<String, Object> values = new LinkedHashMap<>(
                    TrialKeys.values(Samples.trial(1 + i / (2 * DEPTHS)).spec()));
            values.put("decoder-layers", 1 + i / 2 % DEPTHS);
            values.put("skip", i % 2 == 1);
            all.add(Trial.of(TrialKeys.spec(values)));
        }
        Provenance provenance = new Provenance(
                "abc",
                Map.of("spark", "3.5.5"),
                Map.of(NAME, NAME),
                List.of("text=" + NAME),
                Map.of(),
                Map.of(),
                Instant.EPOCH);
        return new Plan(
                NAME, Reduction.SETTINGS, new RunSettings(5, 2), ClassificationSettings.DEFAULT, all, provenance);
    }

    /** What {@link TrialFolder#append} would leave, which writes the file anew for every epoch. */
    private static String progress(int trial, int epochs) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> ProgressParser.toJson(epoch(trial, epoch, epochs)) + "\n")
                .collect(Collectors.joining());
    }

    private static Progress epoch(int trial, int epoch, int epochs) {
        double elbo = -90 - trial % 7 - 100.0 / epoch;
        return new Progress(
                new EpochReport(
                        epoch,
                        epochs,
                        elbo + 1,
                        elbo,
                        20 - 10.0 / epoch,
                        1,
                        true,
                        6500 + trial,
                        epochs - epoch,
                        1e-3,
                        Measurements.of(Metric.MUTUAL_INFORMATION_MONTE_CARLO, 6 - 5.0 / epoch)
                                .with(Metric.MUTUAL_INFORMATION_CAP, Math.log(1000))
                                .with(Metric.ACTIVE_UNITS, 5 + trial % 7)),
                "host/0",
                Optional.of(Instant.EPOCH.plusSeconds(epoch)));
    }
}
