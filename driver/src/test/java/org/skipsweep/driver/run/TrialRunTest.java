package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.run.progress.TrialReporter;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.NonFiniteLossException;

class TrialRunTest {
    private static final TrialPlace EXECUTOR = new TrialPlace("here", false);

    private final EpochFitter plain = new LocalFitter();

    @TempDir
    Path folder;

    private Plan plan;
    private Trial trial;

    @BeforeEach
    void planTrial() throws Exception {
        plan = new TinySweep(folder).plan("run.max-attempts = 2");
        trial = plan.trials().get(0);
        Files.createDirectories(folder.resolve("out"));
    }

    private TrialResult run(String out, EpochFitter fitter) throws Exception {
        return run(out, EXECUTOR, fitter);
    }

    private TrialResult run(String out, TrialPlace place, EpochFitter fitter) throws Exception {
        Files.createDirectories(folder.resolve(out));
        TrialSetting setting = new TrialSetting(
                folder.resolve(out).toUri().toString(),
                folder.resolve(out).resolve("trials").toUri().toString(),
                URI.create("file:/nowhere"),
                Map.of(),
                plan.run(),
                new SerializableConfiguration(new Configuration()));
        TrialResult result = new TrialRun(trial, setting, fitter, place, new TrialReporter(trial, news -> {})).run();
        assertThat(TrialFolder.open(setting.root(), trial, setting.configuration())
                        .result())
                .contains(result);
        return result;
    }

    @Test
    void lossNotFinite_failsAtOnce_withStepEpochAndTheLastCheckpoint() throws Exception {
        TrialResult.Failed failed = (TrialResult.Failed) run("out", (network, minibatches, epoch) -> {
            if (epoch == 3) {
                throw new NonFiniteLossException(3, 14, Double.NaN);
            }
            return plain.fit(network, minibatches, epoch);
        });
        Path checkpoint = folder.resolve("out/trials").resolve(trial.id()).resolve("checkpoint-2.zip");
        assertThat(failed.execution().attempts()).isEqualTo(1);
        assertThat(failed.failure().epoch()).isEqualTo(3);
        assertThat(failed.failure().step()).isEqualTo(14);
        assertThat(failed.failure().cause()).isEqualTo(NonFiniteLossException.class.getName());
        assertThat(failed.failure().stack()).contains("\tat " + TrialRunTest.class.getName());
        assertThat(failed.failure().lastCheckpoint())
                .hasValueSatisfying(path -> assertThat(path).endsWith(checkpoint.toString()));
        assertThat(checkpoint).exists();
    }

    @Test
    void checkpointsElsewhere_areGoneOnFromAndNamedInTheFailure() throws Exception {
        TrialSetting setting = new TrialSetting(
                folder.resolve("out").toUri().toString(),
                folder.resolve("elsewhere").toUri().toString(),
                URI.create("file:/nowhere"),
                Map.of(),
                plan.run(),
                new SerializableConfiguration(new Configuration()));
        AtomicInteger epochs = new AtomicInteger();
        TrialResult.Failed failed = (TrialResult.Failed) new TrialRun(
                        trial,
                        setting,
                        (network, minibatches, epoch) -> {
                            epochs.incrementAndGet();
                            if (epoch == 2) {
                                throw new IllegalStateException("out of luck");
                            }
                            return plain.fit(network, minibatches, epoch);
                        },
                        EXECUTOR,
                        new TrialReporter(trial, news -> {}))
                .run();
        Path checkpoint = folder.resolve("elsewhere").resolve(trial.id()).resolve("checkpoint-1.zip");
        assertThat(epochs).hasValue(1 + 1 + 1);
        assertThat(failed.failure().lastCheckpoint())
                .hasValueSatisfying(path -> assertThat(path).endsWith(checkpoint.toString()));
        assertThat(checkpoint).exists();
    }

    @Test
    void passingTrouble_isTriedAgainFromTheLastCheckpoint_withTheSameNumbers() throws Exception {
        AtomicInteger epochs = new AtomicInteger();
        TrialResult.Done troubled = (TrialResult.Done) run("troubled", (network, minibatches, epoch) -> {
            if (epochs.incrementAndGet() == 2) {
                throw new IllegalStateException("out of luck");
            }
            return plain.fit(network, minibatches, epoch);
        });
        TrialResult.Done smooth = (TrialResult.Done) run("smooth", plain);
        assertThat(epochs).hasValue(1 + 1 + 2);
        assertThat(troubled.execution().attempts()).isEqualTo(2);
        assertThat(troubled.metrics()).isPresent().isEqualTo(smooth.metrics());
    }

    @Test
    void latentsThatCannotBeWritten_costNoEpoch_whenTheyCan() throws Exception {
        AtomicInteger epochs = new AtomicInteger();
        EpochFitter counting = (network, minibatches, epoch) -> {
            epochs.incrementAndGet();
            return plain.fit(network, minibatches, epoch);
        };
        Path latents = folder.resolve("out/trials").resolve(trial.id()).resolve("latents.parquet");
        Files.createDirectories(latents.resolve("in the way"));
        assertThat(run("out", counting)).isInstanceOf(TrialResult.Failed.class);
        assertThat(epochs).hasValue(3);
        Files.delete(latents.resolve("in the way"));
        Files.delete(latents);
        assertThat(run("out", counting)).isInstanceOf(TrialResult.Done.class);
        assertThat(epochs).hasValue(3);
    }

    @Test
    void result_saysWhatCarriedItOut() throws Exception {
        TrialResult done = run("out", plain);
        TrialProvenance provenance = done.execution().provenance().orElseThrow();
        assertThat(provenance)
                .isEqualTo(TrialProvenance.ofThisProcess(done.execution().engine()));
        assertThat(provenance.versions())
                .containsEntry("nd4j", plan.provenance().versions().get("nd4j"));
    }

    @Test
    void lastingTrouble_failsAfterTheLastAttempt() throws Exception {
        TrialResult.Failed failed = (TrialResult.Failed) run("out", (network, minibatches, epoch) -> {
            throw new IllegalStateException("out of luck");
        });
        assertThat(failed.execution().attempts()).isEqualTo(2);
        assertThat(failed.failure().message()).isEqualTo("out of luck");
        assertThat(failed.failure().lastCheckpoint()).isEmpty();
    }

    @Test
    void moreNativeMemoryThanAllowed_failsThatTrial_andSaysWhatToDo() throws Exception {
        TrialResult.Failed failed = (TrialResult.Failed) run("out", (network, minibatches, epoch) -> {
            throw new OutOfMemoryError(
                    "Physical memory usage is too high: physicalBytes (4118M) > maxPhysicalBytes (4096M)");
        });
        assertThat(failed.failure().message())
                .startsWith("not enough memory outside the Java heap: Physical memory usage is too high")
                .contains("spark.executor.memoryOverhead");
        assertThat(failed.execution().attempts()).isEqualTo(2);
    }

    @Test
    void fullHeapOfTheDriver_failsThatTrial_andSaysWhatToDo() throws Exception {
        TrialResult.Failed failed =
                (TrialResult.Failed) run("out", new TrialPlace("here", true), (network, minibatches, epoch) -> {
                    throw new OutOfMemoryError("Java heap space");
                });
        assertThat(failed.failure().message())
                .matches(
                        "the Java heap of \\d+ MB was full \\(Java heap space\\); give Java more .*-Xmx.*--driver-memory.*");
    }

    @Test
    void fullMemoryOfAnotherKind_isLeftToSpark_inTheDriverToo() {
        OutOfMemoryError full = new OutOfMemoryError("Metaspace");
        assertThatThrownBy(() -> run("out", new TrialPlace("here", true), (network, minibatches, epoch) -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void fullHeapOfAnExecutor_isLeftToSpark() {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> run("out", (network, minibatches, epoch) -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void failure_namesTheStepThatWasBegun() throws Exception {
        TrialReporter reporter = new TrialReporter(trial, news -> {});
        EpochFitter failing = new LocalFitter(new Device.Cpu(), (epoch, step, steps) -> {
            reporter.step(epoch, step, steps);
            if (epoch == 2 && step == 3) {
                throw new IllegalStateException("out of luck");
            }
        });
        TrialSetting setting = new TrialSetting(
                folder.resolve("out").toUri().toString(),
                folder.resolve("out/trials").toUri().toString(),
                URI.create("file:/nowhere"),
                Map.of(),
                plan.run(),
                new SerializableConfiguration(new Configuration()));
        TrialResult.Failed failed =
                (TrialResult.Failed) new TrialRun(trial, setting, failing, EXECUTOR, reporter).run();
        assertThat(failed.failure().epoch()).isEqualTo(2);
        assertThat(failed.failure().step()).isEqualTo(6 + 3);
    }
}
