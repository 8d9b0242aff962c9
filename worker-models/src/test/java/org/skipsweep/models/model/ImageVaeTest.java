package org.skipsweep.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;

class ImageVaeTest {
    private static final int PIXELS = 784;

    @ParameterizedTest
    @CsvSource({
        "1, 20, 258600, 22865, 39330",
        "3, 20, 258600, 68433, 118914",
        "6, 20, 258600, 136785, 238290",
        "9, 2, 237828, 191025, 216546",
        "9, 10, 247060, 197297, 279266",
        "9, 20, 258600, 205137, 357666",
        "9, 50, 293220, 228657, 592866",
        "9, 100, 350920, 267857, 984866"
    })
    void trainableParameterCounts_areThoseOfTheModelSpec(
            int layers, int latentDim, long encoder, long decoder, long skipDecoder) {
        LossGraph vae = graph(model(latentDim, layers, false, PIXELS), Phase.TRAINING);
        assertThat(count(vae, "encoder.")).isEqualTo(encoder);
        assertThat(count(vae, "decoder.")).isEqualTo(decoder);
        LossGraph skip = graph(model(latentDim, layers, true, PIXELS), Phase.TRAINING);
        assertThat(count(skip, "encoder.")).isEqualTo(encoder);
        assertThat(count(skip, "decoder.")).isEqualTo(skipDecoder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothPhases_haveTheSameParameters(boolean skip) {
        ImageVae model = model(3, 2, skip, 64);
        assertThat(graph(model, Phase.EVALUATION).parameters())
                .isEqualTo(graph(model, Phase.TRAINING).parameters());
    }

    @Test
    void runningStatistics_areTheOnlyUntrainedParameters_andTrainingRenewsThem() {
        LossGraph training = graph(model(20, 9, true, PIXELS), Phase.TRAINING);
        List<String> statistics = training.parameters().stream()
                .filter(parameter -> !parameter.trainable())
                .map(ParameterShape::name)
                .toList();
        assertThat(statistics)
                .hasSize(12)
                .allMatch(name -> name.matches("encoder\\.block[123]\\.normalization[12]\\.running(Mean|Variance)"));
        assertThat(training.nextStatistics()).containsOnlyKeys(statistics);
        assertThat(training.outputs()).containsAll(training.nextStatistics().values());
        assertThat(graph(model(20, 9, true, PIXELS), Phase.EVALUATION).nextStatistics())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "encoder.block1.convolution1.weight, 9",
        "encoder.block1.convolution1.bias, 9",
        "encoder.block2.convolution2.weight, 576",
        "encoder.block1.shortcut.weight, 1",
        "encoder.down3.bias, 256",
        "encoder.mean.bias, 576",
        "decoder.1.vertical.weight, 12",
        "decoder.1.horizontal.bias, 4",
        "decoder.2.vertical.bias, 198",
        "decoder.2.horizontal.weight, 66",
        "decoder.2.link.weight, 64",
        "decoder.2.output.weight, 32",
        "decoder.2.residual.weight, 33",
        "decoder.2.latent.bias, 20",
        "decoder.output.weight, 33"
    })
    void convolutionsAndBiases_startUniformWithinOneOverTheRootOfTheFanIn(String name, long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        assertThat(initialization(name)).isEqualTo(new Initialization.Uniform(-bound, bound));
    }

    @ParameterizedTest
    @CsvSource({
        "encoder.mean.weight, 576",
        "encoder.logVariance.weight, 576",
        "decoder.1.latent.weight, 20",
        "decoder.output.latent.weight, 20"
    })
    void weightsOfAffineMaps_startNormalWithVarianceTwoOverInputs(String name, double inputs) {
        assertThat(initialization(name)).isEqualTo(new Initialization.Normal(Math.sqrt(2 / inputs)));
    }

    @Test
    void batchNormalization_startsWithUniformGammaAndNeutralStatistics() {
        String name = "encoder.block2.normalization1";
        assertThat(initialization(name + ".gamma")).isEqualTo(new Initialization.Uniform(0, 1));
        assertThat(initialization(name + ".beta")).isEqualTo(new Initialization.Constant(0));
        assertThat(initialization(name + ".runningMean")).isEqualTo(new Initialization.Constant(0));
        assertThat(initialization(name + ".runningVariance")).isEqualTo(new Initialization.Constant(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 783, 65})
    void imagesThatAreNotSquareOrTooSmall_areRefused(int pixels) {
        assertThatThrownBy(() -> model(2, 1, false, pixels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model image-vae needs square images of at least 8x8 pixels, but these have " + pixels
                        + " pixels");
    }

    private static Initialization initialization(String name) {
        return new Elbo(model(20, 2, true, PIXELS))
                .parameters().stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .initialization();
    }

    private static ImageVae model(int latentDim, int layers, boolean skip, int pixels) {
        return ImageVae.of(new ModelSpec(ModelFamily.IMAGE_VAE, latentDim, layers, skip, false, 512), pixels);
    }

    private static LossGraph graph(ImageVae model, Phase phase) {
        return Elbo.graph(model, DataType.FLOAT, phase);
    }

    private static long count(LossGraph graph, String prefix) {
        return graph.trainable().stream()
                .filter(parameter -> parameter.name().startsWith(prefix))
                .mapToLong(ParameterShape::length)
                .sum();
    }
}
