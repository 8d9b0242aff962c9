package org.skipsweep.driver.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.skipsweep.driver.run.SweepRun;
import org.skipsweep.driver.run.Sweeps;
import org.skipsweep.driver.run.progress.SilentProgress;
import org.skipsweep.driver.store.lease.LeaseLostException;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.TrainedTrial;
import org.skipsweep.models.train.Trainer;
import org.skipsweep.models.trial.TrialKeys;

/**
 * One trial of Table 3's model on drawn digits, trained by a loop without Spark and by a sweep of that one trial: the
 * difference is what the platform adds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(2)
public class SweepRunBenchmark {
    private static final URI NO_DATA = URI.create("file:/nowhere");

    private final Trial trial = Trial.of(TrialKeys.completed(Map.ofEntries(
            Map.entry("dataset", "strokes"),
            Map.entry("train-examples", 10_000),
            Map.entry("validation-examples", 2_000),
            Map.entry("test-examples", 2_000),
            Map.entry("model", "mlp-vae"),
            Map.entry("latent-dim", 50),
            Map.entry("decoder-layers", 2),
            Map.entry("skip", true),
            Map.entry("epochs", 4),
            Map.entry("batch-size", 100),
            Map.entry("learning-rate", 3e-4),
            Map.entry("kl-warmup-epochs", 10),
            Map.entry("engine", "nd4j"),
            Map.entry("seed", 1))));

    private SparkSession spark;
    private Path scratch;

    /** Starts Spark with one task slot. */
    @Setup
    public void start() throws IOException {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        scratch = Files.createTempDirectory("sweep-run-benchmark");
    }

    /** Stops Spark. */
    @TearDown
    public void stop() {
        spark.stop();
    }

    /** Load, train, select, checkpoint and measure, without Spark. */
    @Benchmark
    public TrainedTrial bareLoop() throws IOException, InterruptedException {
        Configuration hadoop = new Configuration();
        return new Trainer(
                        trial.spec(),
                        LoadedData.of(trial.spec(), new DataRoot(NO_DATA, hadoop)),
                        new LocalFitter(),
                        new CheckpointFolder(new org.apache.hadoop.fs.Path(fresh().toUri()), hadoop),
                        Integer.MAX_VALUE,
                        report -> {})
                .train();
    }

    /** The same trial as a sweep. */
    @Benchmark
    public SweepRun.Outcome sweepRun() throws IOException, LeaseLostException, InterruptedException {
        Provenance provenance =
                new Provenance("benchmark", Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Instant.EPOCH);
        Plan plan = new Plan(
                "benchmark",
                Reduction.TABLE3,
                new RunSettings(Integer.MAX_VALUE, 1),
                ClassificationSettings.DEFAULT,
                List.of(trial),
                provenance);
        return Sweeps.run(
                spark,
                plan,
                plan.trials(),
                new Sweeps.Places(fresh().toString(), Optional.empty(), NO_DATA),
                new SilentProgress());
    }

    private Path fresh() throws IOException {
        return Files.createTempDirectory(scratch, "run");
    }
}
