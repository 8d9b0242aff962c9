package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.SilentProgress;
import org.skipsweep.driver.run.progress.TrialNews;
import org.skipsweep.driver.store.Failure;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Latents;

class SweepRunTest {
    @TempDir
    Path folder;

    private static SparkSession oneSlot() {
        LocalSpark.session().stop();
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
    }

    private Path trial(Path out, Trial trial) {
        return out.resolve("trials").resolve(trial.id());
    }

    @Test
    void run_oneOrTwoTaskSlots_sameNumbersAndLatents() throws Exception {
        Plan plan = new TinySweep(folder).plan("grid { skip = [false, true] }", "seeds = [1, 2]");
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        SweepRun.Outcome alone;
        try (SparkSession spark = oneSlot()) {
            alone = TinySweep.run(spark, plan, one);
        }
        SparkSession spark = LocalSpark.session();
        SweepRun.Outcome sideBySide = TinySweep.run(spark, plan, two);

        assertThat(TinySweep.metrics(alone)).hasSize(4).isEqualTo(TinySweep.metrics(sideBySide));
        for (Trial trial : plan.trials()) {
            Latents left = TinySweep.latents(spark, one, trial);
            Latents right = TinySweep.latents(spark, two, trial);
            assertThat(left.posteriorMean()).hasDimensions(100, 5).isDeepEqualTo(right.posteriorMean());
            assertThat(left.logVariance()).isDeepEqualTo(right.logVariance());
            assertThat(left.z()).isDeepEqualTo(right.z());
            assertThat(trial(one, trial).resolve("latents.parquet"))
                    .hasSameBinaryContentAs(trial(two, trial).resolve("latents.parquet"));
        }
    }

    @Test
    void run_again_trainsNothingAndGivesTheSameResults() throws Exception {
        Plan plan = new TinySweep(folder).plan("seeds = [1, 2]");
        Path out = folder.resolve("out");
        SweepRun.Outcome first = TinySweep.run(LocalSpark.session(), plan, out);
        assertThat(first.ranNow()).isEqualTo(2);
        Path result = trial(out, plan.trials().get(0)).resolve("result.json");
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(result, longAgo);

        SweepRun.Outcome second = TinySweep.run(LocalSpark.session(), plan, out);
        assertThat(second.ranNow()).isZero();
        assertThat(second.results()).isEqualTo(first.results());
        assertThat(Files.getLastModifiedTime(result)).isEqualTo(longAgo);
    }

    @Test
    void run_interrupted_cancelsWhatRunsAndGoesOnNextTime() throws Exception {
        Plan plan = new TinySweep(folder).plan("trial { epochs = 400, train-examples = 2000 }");
        Trial trial = plan.trials().get(0);
        Path out = folder.resolve("out");
        SparkSession spark = LocalSpark.session();
        List<Integer> seen = new ArrayList<>();
        ProgressView interrupting = new SilentProgress() {
            @Override
            public void epoch(Trial running, EpochReport report) {
                seen.add(report.epoch());
                Thread.currentThread().interrupt();
            }
        };
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> TinySweep.run(spark, plan, out, interrupting));
        assertThat(Thread.interrupted()).isFalse();
        awaitIdle(spark);
        assertThat(seen).singleElement().matches(epoch -> epoch < 400);
        assertThat(trial(out, trial).resolve("result.json")).doesNotExist();
        assertThat(trial(out, trial).resolve("progress.jsonl")).exists();
    }

    @Test
    void run_whoseViewFails_goesOn() throws Exception {
        Plan plan = new TinySweep(folder).plan("seeds = [1, 2]");
        ProgressView broken = new SilentProgress() {
            @Override
            public void began(List<Trial> trials, int done) {
                throw new IllegalArgumentException("fromIndex(0) > toIndex(-1)");
            }

            @Override
            public void ended(TrialResult result) {
                throw new AssertionError("is not told any more");
            }
        };
        SweepRun.Outcome outcome = TinySweep.run(LocalSpark.session(), plan, folder.resolve("out"), broken);
        assertThat(TinySweep.metrics(outcome)).hasSize(2);
    }

    @Test
    void running_tellsItsStepsAndEpochs_andAfterAnInterruptionOnlyNewOnes() throws Exception {
        Plan plan = new TinySweep(folder).plan("trial { epochs = 400, train-examples = 2000 }");
        Path out = folder.resolve("out");
        List<TrialNews.Step> steps = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        ProgressView watching = new SilentProgress() {
            @Override
            public void step(Trial running, TrialNews.Step step) {
                steps.add(step);
            }

            @Override
            public void epoch(Trial running, EpochReport report) {
                epochs.add(report.epoch());
                Thread.currentThread().interrupt();
            }
        };
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> TinySweep.run(LocalSpark.session(), plan, out, watching));
            awaitIdle(LocalSpark.session());
        }
        assertThat(epochs).hasSize(2).doesNotHaveDuplicates().isSorted();
        assertThat(steps).isNotEmpty().allMatch(step -> step.steps() == 40 && step.epochs() == 400);
        assertThat(steps).extracting(TrialNews.Step::sinceTheStart).isSorted();
    }

    private static void awaitIdle(SparkSession spark) throws InterruptedException {
        while (spark.sparkContext().statusTracker().getActiveJobIds().length > 0
                || Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
                        .anyMatch(executor -> executor.numRunningTasks() > 0)) {
            Thread.sleep(20);
        }
    }

    @Test
    void run_lossOverflows_failsThatTrialOnly_andTriesItAgainNextTime() throws Exception {
        Plan plan = new TinySweep(folder).plan("grid { learning-rate = [1e30, 1e-3] }");
        Trial bad = plan.trials().get(0);
        Trial good = plan.trials().get(1);
        Path out = folder.resolve("out");
        SweepRun.Outcome first = TinySweep.run(LocalSpark.session(), plan, out);

        assertThat(first.failed()).isEqualTo(1);
        TrialResult.Failed failed = (TrialResult.Failed) first.results().get(bad.id());
        Failure failure = failed.failure();
        assertThat(failed.execution().attempts()).isEqualTo(1);
        assertThat(failure.epoch()).isEqualTo(1);
        assertThat(failure.step()).isEqualTo(2);
        assertThat(failure.message())
                .isEqualTo(
                        "the loss became NaN at step 2 of epoch 1; a smaller learning-rate or a longer KL warm-up may help");
        assertThat(failure.lastCheckpoint()).isEmpty();
        assertThat(first.results().get(good.id())).isInstanceOf(TrialResult.Done.class);
        assertThat(trial(out, good).resolve("latents.parquet")).exists();

        SweepRun.Outcome second = TinySweep.run(LocalSpark.session(), plan, out);
        assertThat(second.ranNow()).isEqualTo(1);
        assertThat(second.failed()).isEqualTo(1);
        assertThat(second.results().get(good.id())).isEqualTo(first.results().get(good.id()));
    }
}
