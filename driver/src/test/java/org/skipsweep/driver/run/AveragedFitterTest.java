package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.averaging.AveragedFitter;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.train.StepListener;
import org.skipsweep.models.train.TrainedTrial;
import org.skipsweep.models.train.Trainer;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.TrainedSteps;

class AveragedFitterTest {
    private static JavaSparkContext spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void startSpark() {
        spark = new JavaSparkContext(LocalSpark.session().sparkContext());
    }

    private TrialSpec spec(int workers, int frequency, String... lines) throws Exception {
        TrialSpec spec = new TinySweep(folder).plan(lines).trials().get(0).spec();
        return spec.with(ExecutionKeys.AVERAGING_WORKERS, workers).with(ExecutionKeys.AVERAGING_FREQUENCY, frequency);
    }

    private static DataRoot nowhere() {
        return new DataRoot(URI.create("file:/nowhere"), new Configuration());
    }

    private static ImageData data(TrialSpec spec) {
        return ImageData.of(LoadedData.of(spec, nowhere()));
    }

    private static AveragedFitter fitter(TrialSpec spec) {
        return fitter(spec, StepListener.NONE);
    }

    private static AveragedFitter fitter(TrialSpec spec, StepListener steps) {
        return new AveragedFitter(
                spark, spec, () -> LoadedData.of(spec, nowhere()).train(), Device.Cpu::new, steps);
    }

    private static MultiLayerNetwork network(TrialSpec spec) {
        return Networks.of(spec, data(spec).train().pixelsPerImage());
    }

    private static Minibatches minibatches(TrialSpec spec) {
        return new Minibatches(spec, data(spec).train());
    }

    private static INDArray updaterState(MultiLayerNetwork network) {
        return network.getUpdater().getStateViewArray();
    }

    private static double distance(INDArray left, INDArray right) {
        return left.sub(right).norm2Number().doubleValue();
    }

    private static double norm(INDArray array) {
        return array.norm2Number().doubleValue();
    }

    @Test
    void oneWorkerFrequencyOne_givesTheNumbersOfPlainTraining() throws Exception {
        assertNumbersOfPlainTraining(spec(1, 1, "trial.train-examples = 220"), 5);
    }

    @Test
    void oneWorkerFrequencyOne_givesTheNumbersOfPlainTraining_withRunningStatisticsToo() throws Exception {
        TrialSpec spec = spec(
                1,
                1,
                "trial { engine = nd4j, model = image-vae, decoder-layers = 1, latent-dim = 2, train-examples = 25, batch-size = 10 }");
        assertThat(network(spec).getOutputLayer().paramTable())
                .containsKey("encoder.block1.normalization1.runningMean");
        assertNumbersOfPlainTraining(spec, 3);
    }

    @Test
    void oneWorker_givesTheNumbersOfPlainTraining_onRefinedTextToo_clippedStepsIncluded() throws Exception {
        TrialSpec spec = TrialKeys.completed(Map.ofEntries(
                Map.entry("dataset", "grammar"),
                Map.entry("train-examples", 40),
                Map.entry("validation-examples", 10),
                Map.entry("test-examples", 10),
                Map.entry("model", "lstm-vae"),
                Map.entry("inference", "semi-amortised"),
                Map.entry("svi.steps", 2),
                Map.entry("update-rule", "sgd"),
                Map.entry("learning-rate", 1.0),
                Map.entry("hidden-units", 8),
                Map.entry("batch-size", 10),
                Map.entry("averaging.frequency", 3),
                Map.entry("seed", 1)));
        Examples examples = LoadedData.of(spec, nowhere()).train();
        Minibatches minibatches = new Minibatches(spec, examples);
        MultiLayerNetwork plain = Networks.of(spec, examples.shape());
        MultiLayerNetwork averaged = Networks.of(spec, examples.shape());
        TrainedSteps expected = new LocalFitter().fit(plain, minibatches, 1);
        assertThat(expected.clipped().steps()).isPositive();
        try (AveragedFitter fitter = fitter(spec)) {
            assertThat(fitter.fit(averaged, minibatches, 1)).isEqualTo(expected);
        }
        assertThat(distance(averaged.params(), plain.params())).isZero();
    }

    @Test
    void lossThatIsNotFinite_isReportedWithItsFirstStep_andTheLastAverageIsKept() throws Exception {
        TrialSpec spec = spec(2, 2, "trial.learning-rate = 1e30");
        MultiLayerNetwork network = network(spec);
        INDArray before = network.params().dup();
        try (AveragedFitter fitter = fitter(spec)) {
            NonFiniteLossException failure =
                    catchThrowableOfType(NonFiniteLossException.class, () -> fitter.fit(network, minibatches(spec), 1));
            assertThat(failure.step()).isEqualTo(2);
        }
        assertThat(distance(network.params(), before)).isZero();
    }

    private static void assertNumbersOfPlainTraining(TrialSpec spec, int perEpoch) throws Exception {
        MultiLayerNetwork plain = network(spec);
        MultiLayerNetwork averaged = network(spec);
        try (AveragedFitter fitter = fitter(spec)) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                TrainedSteps expected = new LocalFitter().fit(plain, minibatches(spec), epoch);
                assertThat(fitter.fit(averaged, minibatches(spec), epoch)).isEqualTo(expected);
                assertThat(averaged.params()).isEqualTo(plain.params());
                assertThat(distance(averaged.params(), plain.params())).isZero();
                assertThat(distance(updaterState(averaged), updaterState(plain)))
                        .isZero();
                assertThat(averaged.getIterationCount()).isEqualTo(plain.getIterationCount());
            }
        }
        assertThat(averaged.getIterationCount()).isEqualTo(2 * perEpoch);
    }

    /** Rounds as the definition of parameter averaging has them, by hand. */
    private static void averageByHand(MultiLayerNetwork network, TrialSpec spec, int epoch, boolean carryUpdater) {
        Minibatches minibatches = minibatches(spec);
        Minibatches.Epoch order = minibatches.epoch(epoch);
        int workers = spec.averaging().workers();
        int frequency = spec.averaging().frequency();
        for (int from = 0; from < minibatches.perEpoch(); from += workers * frequency) {
            List<INDArray> parameters = new ArrayList<>();
            List<INDArray> states = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                MultiLayerNetwork own = network.clone();
                if (!carryUpdater) {
                    updaterState(own).assign(0);
                }
                for (int i = 0; i < frequency; i++) {
                    own.fit(order.minibatch(from + worker * frequency + i));
                }
                parameters.add(own.params());
                states.add(updaterState(own));
            }
            network.params().assign(Nd4j.averageAndPropagate(parameters));
            updaterState(network).assign(Nd4j.averageAndPropagate(states));
            network.getLayerWiseConfigurations().setIterationCount(network.getIterationCount() + frequency);
        }
    }

    @Test
    void severalWorkers_averageParametersAndUpdaterStateAfterEachRound() throws Exception {
        TrialSpec spec = spec(3, 2, "trial.train-examples = 600");
        MultiLayerNetwork averaged = network(spec);
        MultiLayerNetwork byHand = network(spec);
        MultiLayerNetwork forgetful = network(spec);
        try (AveragedFitter fitter = fitter(spec)) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                fitter.fit(averaged, minibatches(spec), epoch);
                averageByHand(byHand, spec, epoch, true);
                averageByHand(forgetful, spec, epoch, false);
            }
        }
        assertThat(averaged.getIterationCount())
                .isEqualTo(byHand.getIterationCount())
                .isEqualTo(8);
        // Deeplearning4j by itself adds up the norm that clips a gradient in another order.
        assertThat(distance(averaged.params(), byHand.params())).isLessThan(2e-5 * norm(byHand.params()));
        assertThat(distance(updaterState(averaged), updaterState(byHand)))
                .isLessThan(2e-5 * norm(updaterState(byHand)));
        assertThat(distance(averaged.params(), forgetful.params())).isGreaterThan(1e-3 * norm(byHand.params()));
    }

    @Test
    void updaterState_isCarriedFromEpochToEpoch() throws Exception {
        TrialSpec spec = spec(2, 2);
        MultiLayerNetwork network = network(spec);
        assertThat(norm(updaterState(network))).isZero();
        try (AveragedFitter fitter = fitter(spec)) {
            fitter.fit(network, minibatches(spec), 1);
        }
        INDArray first = updaterState(network).dup();
        assertThat(norm(first)).isPositive();
        try (AveragedFitter fitter = fitter(spec)) {
            fitter.fit(network, minibatches(spec), 2);
        }
        assertThat(distance(updaterState(network), first)).isPositive();
    }

    private TrainedTrial train(TrialSpec spec, String name, List<EpochReport> reports, int failAfter) throws Exception {
        CheckpointFolder checkpoints = new CheckpointFolder(
                new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), new Configuration());
        try (AveragedFitter fitter = fitter(spec)) {
            return new Trainer(spec, data(spec), fitter, checkpoints, 1, report -> {
                        if (report.epoch() > failAfter) {
                            throw new IllegalStateException("stop");
                        }
                        reports.add(report);
                    })
                    .train();
        }
    }

    @Test
    void twoWorkersFrequency20_trains_theSameEveryTime_alsoFromACheckpoint() throws Exception {
        TrialSpec spec = spec(2, 20, "trial { train-examples = 1030, batch-size = 20, epochs = 4 }");
        List<EpochReport> reports = new ArrayList<>();
        TrainedTrial trained = train(spec, "whole", reports, 4);
        assertThat(reports).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(reports.get(i).trainingObjective())
                    .isGreaterThan(reports.get(i - 1).trainingObjective());
        }
        assertThat(trained.metrics().bestEpoch()).isGreaterThan(1);
        assertThat(trained.metrics().validationElbo())
                .isGreaterThan(reports.get(0).validationElbo());

        List<EpochReport> pieces = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> train(spec, "pieces", pieces, 2))
                .withMessage("stop");
        TrainedTrial resumed = train(spec, "pieces", pieces, 4);
        assertThat(pieces).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
        assertThat(resumed.metrics()).isEqualTo(trained.metrics());
        assertThat(resumed.latents().posteriorMean())
                .isDeepEqualTo(trained.latents().posteriorMean());
        assertThat(trained.metrics().elbo()).isCloseTo(trained.metrics().validationElbo(), within(15.0));
    }

    @Test
    void sweep_withAveraging_runsEndToEnd_andAgain() throws Exception {
        Plan plan = new TinySweep(folder)
                .plan("trial { averaging.workers = 2, averaging.frequency = 2, epochs = 2 }", "seeds = [1, 2]");
        Path out = folder.resolve("out");
        SweepRun.Outcome first = TinySweep.run(LocalSpark.session(), plan, out);
        SweepRun.Outcome other = TinySweep.run(LocalSpark.session(), plan, folder.resolve("other"));
        assertThat(first.failed()).isZero();
        assertThat(TinySweep.metrics(first)).hasSize(2).isEqualTo(TinySweep.metrics(other));
        assertThat(TinySweep.run(LocalSpark.session(), plan, out).ranNow()).isZero();
    }
}
