package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.driver.cli.Main;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

/** A whole process, as a user starts it, goes away in the middle. */
class KilledRunTest {
    private static final int SIGKILL = 9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"averaging.workers = 1", "averaging { workers = 2, frequency = 10 }"})
    void run_processKilledHalfWay_goesOnToTheResultsOfAnUndisturbedRun(String averaging) throws Exception {
        TinySweep sweep = new TinySweep(folder);
        String[] lines = {
            "trial { epochs = 40, train-examples = 1000, " + averaging + " }",
            "seeds = [1, 2]",
            "run.checkpoint-every = 7"
        };
        Plan plan = sweep.plan(lines);
        Path out = folder.resolve("killed");

        Process process = start(sweep.write(lines), out);
        while (process.isAlive() && checkpoints(out, plan).isEmpty()) {
            Thread.sleep(5);
        }
        process.destroyForcibly();
        assertThat(process.waitFor())
                .as(() -> "exit code; the process wrote: " + log())
                .isEqualTo(128 + SIGKILL);
        assertThat(checkpoints(out, plan)).isNotEmpty();
        assertThat(plan.trials())
                .allSatisfy(trial ->
                        assertThat(folder(out, trial).resolve("result.json")).doesNotExist());

        SparkSession spark = LocalSpark.session();
        SweepRun.Outcome continued = TinySweep.run(spark, plan, out);
        Path undisturbed = folder.resolve("undisturbed");
        SweepRun.Outcome expected = TinySweep.run(spark, plan, undisturbed);
        assertThat(continued.ranNow()).isEqualTo(2);
        assertThat(TinySweep.metrics(continued)).isEqualTo(TinySweep.metrics(expected));
        for (Trial trial : plan.trials()) {
            assertThat(folder(out, trial).resolve("latents.parquet"))
                    .hasSameBinaryContentAs(folder(undisturbed, trial).resolve("latents.parquet"));
            assertThat(Files.readAllLines(folder(out, trial).resolve("progress.jsonl")))
                    .hasSize(40);
        }
    }

    private Process start(Path file, Path out) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.master=local[2]",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                file.toString(),
                "--out",
                out.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Path folder(Path out, Trial trial) {
        return out.resolve("trials").resolve(trial.id());
    }

    private static List<Path> checkpoints(Path out, Plan plan) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            if (Files.isDirectory(folder(out, trial))) {
                try (Stream<Path> files = Files.list(folder(out, trial))) {
                    files.filter(file -> file.getFileName().toString().startsWith("checkpoint-"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
