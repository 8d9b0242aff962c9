package org.skipsweep.driver.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.SilentProgress;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.latents.LatentsParquetReader;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.TrialMetrics;

/** Sweeps on drawn digits that train in a second or two, and what they leave behind. */
public final class TinySweep {
    private static final String TRIAL =
            """
            sweep.name = "tiny"
            trial {
              dataset = strokes
              train-examples = 300
              validation-examples = 100
              test-examples = 100
              model = mlp-vae
              latent-dim = 5
              hidden-units = 32
              epochs = 3
              batch-size = 50
            }
            run.checkpoint-every = 1
            """;

    public static final URI NOWHERE = URI.create("file:/nowhere");

    private final Path file;

    /** Keeps its sweep file in {@code folder}. */
    public TinySweep(Path folder) {
        this.file = folder.resolve("tiny.conf");
    }

    /** The tiny trial with more lines of a sweep file. */
    public Plan plan(String... lines) throws IOException {
        return SweepFile.read(write(lines).toString(), List.of());
    }

    /** The sweep file of that plan. */
    public Path write(String... lines) throws IOException {
        return Files.writeString(file, TRIAL + String.join("\n", lines) + "\n");
    }

    static SweepRun.Outcome run(SparkSession spark, Plan plan, Path out) throws Exception {
        return run(spark, plan, out, new SilentProgress());
    }

    /** Runs all of a plan. */
    public static SweepRun.Outcome run(SparkSession spark, Plan plan, Path out, ProgressView view) throws Exception {
        return run(spark, plan, plan.trials(), new Sweeps.Places(out.toString(), Optional.empty(), NOWHERE), view);
    }

    static SweepRun.Outcome run(
            SparkSession spark, Plan plan, List<Trial> chosen, Sweeps.Places places, ProgressView view)
            throws Exception {
        return Sweeps.run(spark, plan, chosen, places, view);
    }

    static Map<String, TrialMetrics> metrics(SweepRun.Outcome outcome) {
        Map<String, TrialMetrics> metrics = new TreeMap<>();
        outcome.results()
                .forEach((id, result) ->
                        metrics.put(id, ((TrialResult.Done) result).metrics().orElseThrow()));
        return metrics;
    }

    static Map<String, TrialMetrics> metrics(Plan plan, Path out) throws IOException {
        Map<String, TrialResult> results =
                Store.openExisting(out.toString(), new Configuration()).results(plan);
        return metrics(new SweepRun.Outcome(results, 0, 0));
    }

    static Latents latents(SparkSession spark, Path out, Trial trial) {
        Path latents = out.resolve("trials").resolve(trial.id()).resolve("latents.parquet");
        return LatentsParquetReader.read(
                new Configuration(), new org.apache.hadoop.fs.Path(latents.toUri()), new Draws(0));
    }
}
