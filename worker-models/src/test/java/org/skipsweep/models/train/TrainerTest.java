package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrainedSteps;
import org.skipsweep.models.trial.result.TrialMetrics;

class TrainerTest {
    private static final TrialSpec SPEC = Trials.spec(Trials.OPTIMIZATION);

    @TempDir
    private Path folder;

    @Test
    void training_improvesTheElboAndReportsEveryEpoch() throws Exception {
        List<EpochReport> reports = Trials.reports(SPEC, folder);
        assertThat(reports).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
        assertThat(reports).extracting(EpochReport::epochs).containsOnly(Trials.EPOCHS);
        assertThat(reports).extracting(EpochReport::klWeight).containsOnly(1.0);
        assertThat(reports).extracting(EpochReport::best).containsOnly(true);
        assertThat(reports.get(0).trainingObjective()).isLessThan(-250);
        for (int i = 1; i < reports.size(); i++) {
            assertThat(reports.get(i).trainingObjective())
                    .isGreaterThan(reports.get(i - 1).trainingObjective());
            assertThat(reports.get(i).validationElbo())
                    .isGreaterThan(reports.get(i - 1).validationElbo());
        }
        assertThat(reports.get(3).secondsLeft()).isZero();
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.imagesPerSecond()).isPositive();
            assertThat(report.validationKl()).isPositive();
            assertThat(report.validationNll()).isEqualTo(-report.validationElbo() - report.validationKl());
            double cap = report.more().get(Metric.MUTUAL_INFORMATION_CAP);
            assertThat(report.more().get(Metric.MUTUAL_INFORMATION_MONTE_CARLO)).isBetween(-0.1, cap);
            assertThat(report.more().get(Metric.ACTIVE_UNITS)).isBetween(0.0, 5.0);
        });
    }

    @Test
    void trainingObjective_weighsTheKlAsTheStepDoes() throws Exception {
        EpochReport elbo = firstStep(0, 1);
        EpochReport half = firstStep(4, 0.25);
        EpochReport quarter = firstStep(4, 0);
        assertThat(List.of(elbo, half, quarter))
                .extracting(EpochReport::klWeight)
                .containsExactly(1.0, 0.5, 0.25);
        double kl = (half.trainingObjective() - elbo.trainingObjective()) / 0.5;
        assertThat(kl).isGreaterThan(1);
        assertThat(quarter.trainingObjective() - elbo.trainingObjective()).isCloseTo(0.75 * kl, within(1e-3));
    }

    /** Of a trial of one step, whose loss is that of the parameters that the seed gives; its KL grows with the latent variable. */
    private EpochReport firstStep(int warmupEpochs, double klStart) throws Exception {
        ModelSpec wide = new ModelSpec(ModelFamily.MLP_VAE, 500, 1, false, false, 32);
        OptimizationSpec oneStep = ImageTrials.adam(1, Trials.TRAIN, 1e-3, 5, warmupEpochs, klStart);
        List<EpochReport> reports = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        EpochFitter fitter = (network, minibatches, epoch) -> {
            TrainedSteps steps = new LocalFitter().fit(network, minibatches, epoch);
            losses.addAll(steps.losses());
            return steps;
        };
        Path own = folder.resolve(warmupEpochs + " " + klStart);
        new Trainer(Trials.spec(wide, oneStep, 1), Trials.DATA, fitter, Trials.checkpoints(own), 1, reports::add)
                .train();
        assertThat(losses).hasSize(1);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).trainingObjective()).isEqualTo(-losses.get(0));
        return reports.get(0);
    }

    @Test
    void metrics_areMeasuredOnTheTestSet() throws Exception {
        TrainedTrial trained = Trials.train(SPEC, folder);
        TrialMetrics metrics = trained.metrics();
        assertThat(trained.latents().posteriorMean()).hasDimensions(120, 5);
        assertThat(trained.latents().logVariance()).hasDimensions(120, 5);
        assertThat(trained.latents().z()).hasDimensions(120, 5);
        assertThat(trained.latents().labels().orElseThrow())
                .hasSize(120)
                .startsWith(Trials.DATA.test().label(0).orElseThrow());
        assertThat(metrics.trainExamples()).isEqualTo(300);
        assertThat(metrics.validationExamples()).isEqualTo(100);
        assertThat(metrics.testExamples()).isEqualTo(120);
        assertThat(metrics.bestEpoch()).isEqualTo(4);
        assertThat(metrics.values().get(Metric.MUTUAL_INFORMATION_CAP)).isCloseTo(Math.log(120), within(1e-12));
        assertThat(metrics.elbo()).isCloseTo(metrics.validationElbo(), within(20.0));
        assertThat(trained.engine()).isEqualTo("nd4j Cpu");
        assertThat(trained.imagesPerSecond()).isPositive();
    }

    @Test
    void sameTrial_givesTheSameNumbers(@TempDir Path other) throws Exception {
        assertSame(Trials.train(SPEC, other), Trials.train(SPEC, folder));
    }

    @Test
    void otherSeed_givesOtherNumbers(@TempDir Path other) throws Exception {
        TrialSpec seeded = Trials.spec(Trials.MODEL, Trials.OPTIMIZATION, 2);
        assertThat(Trials.train(seeded, other).metrics().elbo())
                .isNotEqualTo(Trials.train(SPEC, folder).metrics().elbo());
    }

    @Test
    void resumedTraining_equalsUninterruptedBitForBit(@TempDir Path undisturbed) throws Exception {
        TrialSpec warmup = Trials.spec(ImageTrials.adam(Trials.EPOCHS, 64, 1e-3, 5, 3, 0.1));
        TrainedTrial expected = Trials.train(warmup, undisturbed);
        Trainer stopped = Trials.trainer(warmup, folder, report -> {
            if (report.epoch() == 3) {
                throw new IllegalStateException("stopped");
            }
        });
        assertThatThrownBy(stopped::train).hasMessage("stopped");
        assertThat(Trials.checkpoints(folder).latestPath().orElseThrow().getName())
                .isEqualTo("checkpoint-2.zip");
        List<EpochReport> rest = new java.util.ArrayList<>();
        assertSame(Trials.trainer(warmup, folder, rest::add).train(), expected);
        assertThat(rest).extracting(EpochReport::epoch).containsExactly(3, 4);
    }

    @Test
    void finishedTrial_isMeasuredAgainWithoutTraining() throws Exception {
        TrainedTrial expected = Trials.train(SPEC, folder);
        Trainer again = Trials.trainer(SPEC, folder, report -> {
            throw new IllegalStateException("nothing is left to train");
        });
        assertSame(again.train(), expected);
    }

    @Test
    void bestEpoch_isMeasuredNotTheLast() throws Exception {
        OptimizationSpec overfitting = ImageTrials.adam(12, 5, 1e-2, 5, 0, 1);
        ImageData few = new ImageData(
                Trials.DATA.dataset(),
                Trials.DATA.train().first(20),
                Trials.DATA.validation(),
                Trials.DATA.test(),
                Trials.DATA.checksums());
        List<EpochReport> reports = new java.util.ArrayList<>();
        TrainedTrial trained = new Trainer(
                        Trials.spec(overfitting), few, new LocalFitter(), Trials.checkpoints(folder), 1, reports::add)
                .train();
        int best = trained.metrics().bestEpoch();
        assertThat(best).isLessThan(12);
        assertThat(reports.get(best - 1).best()).isTrue();
        assertThat(reports.subList(best, 12)).noneMatch(EpochReport::best);
        assertThat(trained.metrics().validationElbo())
                .isEqualTo(reports.get(best - 1).validationElbo())
                .isEqualTo(reports.stream()
                        .mapToDouble(EpochReport::validationElbo)
                        .max()
                        .orElseThrow());
    }

    @Test
    void oneLatentDimension_trains() throws Exception {
        ModelSpec narrow = new ModelSpec(ModelFamily.MLP_VAE, 1, 1, true, true, 8);
        assertThat(Trials.train(Trials.spec(narrow, Trials.OPTIMIZATION, 1), folder)
                        .metrics()
                        .elbo())
                .isFinite();
    }

    @Test
    void interruptDuringAnEpoch_endsTrainingWithInterruptedException() throws Exception {
        EpochFitter fitter = (network, minibatches, epoch) -> {
            if (epoch == 3) {
                Thread.currentThread().interrupt();
            }
            return new LocalFitter().fit(network, minibatches, epoch);
        };
        Trainer trainer = new Trainer(SPEC, Trials.DATA, fitter, Trials.checkpoints(folder), 1, report -> {});
        assertThatThrownBy(trainer::train)
                .isInstanceOf(InterruptedException.class)
                .hasMessage("training was interrupted in epoch 3");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Trials.checkpoints(folder).latestPath().orElseThrow().getName())
                .isEqualTo("checkpoint-2.zip");
    }

    @Test
    void interruptWhileSaving_endsTrainingWithInterruptedException() throws Exception {
        Trainer trainer = Trials.trainer(SPEC, folder, report -> {
            if (report.epoch() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(trainer::train)
                .isInstanceOf(InterruptedException.class)
                .hasMessage("training was interrupted while saving epoch 2");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(Trials.checkpoints(folder).latestPath().orElseThrow().getName())
                .isEqualTo("checkpoint-1.zip");
    }

    private static void assertSame(TrainedTrial actual, TrainedTrial expected) {
        assertThat(actual.metrics()).isEqualTo(expected.metrics());
        assertThat(actual.latents().posteriorMean())
                .isDeepEqualTo(expected.latents().posteriorMean());
        assertThat(actual.latents().logVariance())
                .isDeepEqualTo(expected.latents().logVariance());
        assertThat(actual.latents().z()).isDeepEqualTo(expected.latents().z());
    }
}
