package org.skipsweep.driver.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.TinySweep;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;

class PlainProgressTest {
    private final StringWriter text = new StringWriter();
    private final PlainProgress view = new PlainProgress(new PrintWriter(text), trial -> "skip true");

    @TempDir
    Path folder;

    private static EpochReport epoch(int epoch, int epochs) {
        return new EpochReport(
                epoch, epochs, -100, -99.5, 20.25, 1, true, 6500, 1.5 * (epochs - epoch), 1e-3, Measurements.NONE);
    }

    @Test
    void firstStep_saysWhereTheTrialBegins_onceOnly() {
        Trial trial = Samples.trial(1);
        view.began(List.of(trial), 0);
        view.step(trial, new TrialNews.Step(trial.id(), 7, 40, 12, 500));
        view.step(trial, new TrialNews.Step(trial.id(), 7, 40, 90, 500));
        view.epoch(trial, epoch(7, 40));
        view.epoch(trial, epoch(8, 40));
        assertThat(text.toString().lines().skip(1))
                .containsExactly(
                        trial.id() + "  skip true  training, epoch 7/40, step 12/500",
                        trial.id() + "  skip true  epoch 8/40  validation ELBO -99.50  KL 20.25  6,500 examples/s"
                                + "  0:48 min left");
    }

    @Test
    void longFirstEpoch_aLineEachMinute_withThePace() {
        Trial trial = Samples.trial(1);
        long[] seconds = new long[1];
        PlainProgress clocked =
                new PlainProgress(new PrintWriter(text), one -> "skip true", () -> seconds[0] * 1_000_000_000L);
        clocked.began(List.of(trial), 0);
        for (; seconds[0] < 130; seconds[0] += 2) {
            clocked.step(trial, new TrialNews.Step(trial.id(), 1, 10, 1 + (int) seconds[0], 500));
        }
        clocked.epoch(trial, epoch(4, 40));
        seconds[0] += 100;
        clocked.step(trial, new TrialNews.Step(trial.id(), 2, 10, 1, 500));
        assertThat(text.toString().lines().skip(1))
                .extracting(line -> line.replace(trial.id() + "  skip true  ", ""))
                .containsExactly(
                        "training, epoch 1/10, step 1/500",
                        "training, epoch 1/10, step 61/500  1.0 steps/s  about 1:22 h left",
                        "training, epoch 1/10, step 121/500  1.0 steps/s  about 1:21 h left",
                        "epoch 4/40  validation ELBO -99.50  KL 20.25  6,500 examples/s  0:54 min left");
    }

    @Test
    void epochs_firstAndOneForEachTenth() {
        Trial trial = Samples.trial(1);
        view.began(List.of(trial), 0);
        for (int epoch = 1; epoch <= 40; epoch++) {
            view.epoch(trial, epoch(epoch, 40));
        }
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(1 + 11);
        assertThat(lines.get(0)).isEqualTo("1 trial, 0 done before");
        assertThat(lines.get(1))
                .isEqualTo(trial.id()
                        + "  skip true  epoch 1/40  validation ELBO -99.50  KL 20.25  6,500 examples/s  0:59 min left");
        assertThat(lines.subList(2, 12))
                .extracting(line -> line.replaceAll(".*epoch (\\d+)/.*", "$1"))
                .containsExactly("4", "8", "12", "16", "20", "24", "28", "32", "36", "40");
    }

    @Test
    void longEpochs_aLineWhenFiveMinutesWentByWithoutOne() {
        Trial trial = Samples.trial(1);
        long[] seconds = new long[1];
        PlainProgress clocked =
                new PlainProgress(new PrintWriter(text), one -> "skip true", () -> seconds[0] * 1_000_000_000L);
        clocked.began(List.of(trial), 0);
        for (int epoch = 1; epoch <= 12; epoch++) {
            seconds[0] += 120;
            clocked.epoch(trial, epoch(epoch, 100));
        }
        assertThat(text.toString().lines().skip(1))
                .extracting(line -> line.replaceAll(".*epoch (\\d+)/.*", "$1"))
                .containsExactly("1", "4", "7", "10");
    }

    @Test
    void trialBegunAnewFurtherBack_aLineAgain() {
        Trial trial = Samples.trial(1);
        view.began(List.of(trial), 0);
        for (int epoch : new int[] {8, 9, 12, 7, 8}) {
            view.epoch(trial, epoch(epoch, 40));
        }
        assertThat(text.toString().lines().skip(1))
                .extracting(line -> line.replaceAll(".*epoch (\\d+)/.*", "$1"))
                .containsExactly("8", "12", "7", "8");
    }

    @Test
    void ended_countsTrials_doneBeforeIncluded() {
        Trial first = Samples.trial(1);
        Trial second = Samples.trial(2);
        view.began(List.of(first, second, Samples.trial(3)), 1);
        view.ended(Samples.done(first));
        view.ended(Samples.failed(second));
        assertThat(text.toString().lines())
                .containsExactly(
                        "3 trials, 1 done before",
                        first.id()
                                + "  skip true  done  test ELBO -94.50  KL 24.25  MI 9.13  AU 17  best epoch 48  in 0:13 min"
                                + "  (2 of 3 trials)",
                        second.id() + "  skip true  failed: loss is NaN  (3 of 3 trials)");
    }

    @Test
    void smallRun_aLineForEachEndedTrial() throws Exception {
        Plan plan = new TinySweep(folder).plan("seeds = [1, 2]");
        TinySweep.run(LocalSpark.session(), plan, folder.resolve("out"), view);
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("2 trials, 0 done before");
        for (Trial trial : plan.trials()) {
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(trial.id() + "  skip true  done  test ELBO -"))
                    .singleElement()
                    .asString()
                    .endsWith(" of 2 trials)");
        }
    }
}
