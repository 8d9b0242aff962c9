package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.EpochReport;

/** The image model under the trainer: what batch normalisation adds to a trial. */
class ImageVaeTrainingTest {
    private static final int EPOCHS = 3;
    private static final ImageData DATA = new ImageData(
            Trials.DATA.dataset(),
            Trials.DATA.train().first(50),
            Trials.DATA.validation().first(20),
            Trials.DATA.test().first(20),
            Trials.DATA.checksums());
    private static final int PIXELS = DATA.train().pixelsPerImage();
    private static final TrialSpec SPEC = Trials.spec(
            new ModelSpec(ModelFamily.IMAGE_VAE, 3, 2, true, false, 512),
            ImageTrials.adam(EPOCHS, 20, 1e-3, 5, 0, 1),
            1);
    private static final String FIRST = "encoder.block1.normalization1.";

    @TempDir
    private Path folder;

    @Test
    void training_improvesTheElbo() throws Exception {
        List<EpochReport> reports = new ArrayList<>();
        TrainedTrial trained = trainer(folder, reports::add).train();
        assertThat(reports).hasSize(EPOCHS);
        for (int i = 1; i < EPOCHS; i++) {
            assertThat(reports.get(i).trainingObjective())
                    .isGreaterThan(reports.get(i - 1).trainingObjective());
        }
        assertThat(trained.metrics().elbo()).isFinite();
        assertThat(trained.latents().posteriorMean()).hasDimensions(20, 3);
    }

    @Test
    void resumedTraining_equalsUninterruptedBitForBit(@TempDir Path undisturbed) throws Exception {
        TrainedTrial expected = trainer(undisturbed, report -> {}).train();
        Trainer stopped = trainer(folder, report -> {
            if (report.epoch() == EPOCHS) {
                throw new IllegalStateException("stopped");
            }
        });
        assertThatThrownBy(stopped::train).hasMessage("stopped");
        TrainedTrial resumed = trainer(folder, report -> {}).train();
        assertThat(resumed.metrics()).isEqualTo(expected.metrics());
        assertThat(resumed.latents().posteriorMean())
                .isDeepEqualTo(expected.latents().posteriorMean());
        Checkpoint actual = Trials.checkpoints(folder).latest().orElseThrow();
        Checkpoint last = Trials.checkpoints(undisturbed).latest().orElseThrow();
        assertThat(actual.network().params().toFloatVector())
                .isEqualTo(last.network().params().toFloatVector());
        assertThat(actual.bestParameters().toFloatVector())
                .isEqualTo(last.bestParameters().toFloatVector());
        for (ParameterShape statistic : statistics(actual.network())) {
            assertThat(table(actual.network()).get(statistic.name()))
                    .as(statistic.name())
                    .isEqualTo(table(last.network()).get(statistic.name()))
                    .isNotEqualTo(table(Networks.of(SPEC, PIXELS)).get(statistic.name()));
        }
    }

    @Test
    void step_movesRunningStatisticsATenthOfTheWayToTheMinibatchs() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        DataSet minibatch = minibatch(0);
        double[] mean = new double[64];
        double[] variance = new double[64];
        firstConvolutionMoments(network, minibatch.getFeatures().toDoubleMatrix(), mean, variance);
        network.fit(minibatch);
        INDArray runningMean = table(network).get(FIRST + "runningMean");
        INDArray runningVariance = table(network).get(FIRST + "runningVariance");
        for (int map = 0; map < 64; map++) {
            assertThat(runningMean.getDouble(map)).isCloseTo(0.1 * mean[map], within(1e-5));
            assertThat(runningVariance.getDouble(map)).isCloseTo(0.9 + 0.1 * variance[map], within(1e-5));
        }
    }

    /** Mean and unbiased variance of each map of the first 3x3 convolution, over examples and pixels. */
    private static void firstConvolutionMoments(
            MultiLayerNetwork network, double[][] images, double[] mean, double[] variance) {
        INDArray weight = table(network).get("encoder.block1.convolution1.weight");
        INDArray bias = table(network).get("encoder.block1.convolution1.bias");
        int side = DATA.train().rows();
        double count = (double) images.length * side * side;
        for (int map = 0; map < 64; map++) {
            double sum = 0;
            double squares = 0;
            for (double[] image : images) {
                for (int pixel = 0; pixel < side * side; pixel++) {
                    double value = bias.getDouble(map);
                    for (int i = 0; i < 9; i++) {
                        int row = pixel / side + i / 3 - 1;
                        int column = pixel % side + i % 3 - 1;
                        if (row >= 0 && row < side && column >= 0 && column < side) {
                            value += weight.getDouble(i / 3, i % 3, 0, map) * image[row * side + column];
                        }
                    }
                    sum += value;
                    squares += value * value;
                }
            }
            mean[map] = sum / count;
            variance[map] = (squares - sum * sum / count) / (count - 1);
        }
    }

    @Test
    void evaluation_usesRunningStatistics_trainingDoesNot() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        DataSet minibatch = minibatch(0);
        double training = network.score(minibatch, true);
        double evaluation = network.score(minibatch, false);
        assertThat(evaluation).isNotEqualTo(training);
        table(network).get(FIRST + "runningVariance").muli(4);
        assertThat(network.score(minibatch, true)).isEqualTo(training);
        assertThat(network.score(minibatch, false)).isNotEqualTo(evaluation);
    }

    @Test
    void evaluation_ofAnExample_doesNotDependOnTheOthers() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        network.fit(minibatch(0));
        DataSet minibatch = minibatch(1);
        double[] together = network.scoreExamples(minibatch, false).toDoubleVector();
        for (int i = 0; i < 3; i++) {
            double[] alone = network.scoreExamples((DataSet) minibatch.getRange(i, i + 1), false)
                    .toDoubleVector();
            assertThat(alone[0]).isCloseTo(together[i], within(1e-3));
        }
    }

    @Test
    void evaluation_withTheStatisticsOfTheMinibatch_isTheTrainingLoss() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        DataSet minibatch = minibatch(0);
        MultiLayerNetwork stepped = network.clone();
        stepped.fit(minibatch);
        for (ParameterShape statistic : statistics(network)) {
            INDArray values = table(network).get(statistic.name());
            INDArray batch =
                    table(stepped).get(statistic.name()).sub(values.mul(0.9)).mul(10);
            long side = DATA.train().rows() >> (statistic.name().charAt("encoder.block".length()) - '1');
            double count = 20.0 * side * side;
            values.assign(statistic.name().endsWith("Variance") ? batch.mul((count - 1) / count) : batch);
        }
        assertThat(network.score(minibatch, false)).isCloseTo(network.score(minibatch, true), within(1e-2));
    }

    @Test
    void statistics_takeNoPartInTheUpdate() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        network.fit(minibatch(0));
        network.fit(minibatch(1));
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        for (ParameterShape statistic : statistics(network)) {
            assertThat(gradients.get("0_" + statistic.name()).normmaxNumber().doubleValue())
                    .as(statistic.name())
                    .isZero();
        }
    }

    private Trainer trainer(Path path, Consumer<EpochReport> progress) {
        return new Trainer(SPEC, DATA, new LocalFitter(), Trials.checkpoints(path), 1, progress);
    }

    private static Map<String, INDArray> table(MultiLayerNetwork network) {
        return network.getOutputLayer().paramTable();
    }

    private static List<ParameterShape> statistics(MultiLayerNetwork network) {
        return Networks.objective(network).objective().parameters().stream()
                .map(Parameter::shape)
                .filter(parameter -> !parameter.trainable())
                .toList();
    }

    private static DataSet minibatch(int index) {
        return new Minibatches(SPEC, DATA.train()).epoch(1).minibatch(index);
    }
}
