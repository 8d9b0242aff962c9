package org.skipsweep.models.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;

class MlpVaeTest {
    private static final int PIXELS = 784;
    private static final int LATENT = 50;

    @ParameterizedTest
    @CsvSource({
        "512, 2, 1669492, 1721716",
        "512, 3, 1932148, 2010484",
        "512, 4, 2194804, 2299252",
        "1024, 2, 4910964, 5015412"
    })
    void parameterCounts_areThoseOfThePaper(int hidden, int layers, long vae, long skip) {
        assertThat(count(new MlpVae(PIXELS, LATENT, layers, hidden, false, false)))
                .isEqualTo(vae);
        assertThat(count(new MlpVae(PIXELS, LATENT, layers, hidden, true, false)))
                .isEqualTo(skip);
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 3, 11", "5, 2, 1, 4"})
    void parameterCounts_followTheLayers(int layers, int hidden, int latent, int pixels) {
        long encoder = linear(pixels, hidden) + linear(hidden, hidden) + 2 * linear(hidden, latent);
        long decoder = linear(latent, hidden) + layers * linear(hidden, hidden) + linear(hidden, pixels);
        long skip = layers * linear(latent, hidden);
        long output = linear(latent, pixels);
        assertThat(count(new MlpVae(pixels, latent, layers, hidden, false, false)))
                .isEqualTo(encoder + decoder);
        assertThat(count(new MlpVae(pixels, latent, layers, hidden, true, false)))
                .isEqualTo(encoder + decoder + skip);
        assertThat(count(new MlpVae(pixels, latent, layers, hidden, true, true)))
                .isEqualTo(encoder + decoder + skip + output);
    }

    @Test
    void parametersOfSkip_areNamedInOrderOfTheFlatVector() {
        assertThat(graph(new MlpVae(4, 2, 1, 3, true, true)).parameters())
                .extracting(ParameterShape::name)
                .containsExactly(
                        "encoder.1.weight",
                        "encoder.1.bias",
                        "encoder.2.weight",
                        "encoder.2.bias",
                        "encoder.mean.weight",
                        "encoder.mean.bias",
                        "encoder.logVariance.weight",
                        "encoder.logVariance.bias",
                        "decoder.0.weight",
                        "decoder.0.bias",
                        "decoder.1.weight",
                        "decoder.1.bias",
                        "decoder.1.skip.weight",
                        "decoder.1.skip.bias",
                        "decoder.output.weight",
                        "decoder.output.bias",
                        "decoder.output.skip.weight",
                        "decoder.output.skip.bias");
    }

    @Test
    void initialBounds_areOneOverTheRootOfTheFanIn() {
        assertThat(new Elbo(new MlpVae(PIXELS, LATENT, 2, 512, true, true)).parameters())
                .allSatisfy(parameter -> {
                    double bound = 1 / Math.sqrt(fanIn(parameter.name()));
                    assertThat(parameter.initialization())
                            .as(parameter.name())
                            .isEqualTo(new Initialization.Uniform(-bound, bound));
                });
    }

    @Test
    void skipWithTheStackZeroed_stillSeesZ() {
        assertThat(logLikelihoodsForTwoLatents(TestModels.SKIP, "decoder\\.[12]\\.(weight|bias)"))
                .doesNotHaveDuplicates();
    }

    @Test
    void plainWithTheStackZeroed_doesNotSeeZ() {
        List<Double> values = logLikelihoodsForTwoLatents(TestModels.VAE, "decoder\\.[12]\\.(weight|bias)");
        assertThat(values.get(0)).isEqualTo(values.get(1));
    }

    @Test
    void plainWithItsWeights_seesZ() {
        assertThat(logLikelihoodsForTwoLatents(TestModels.VAE, "none")).doesNotHaveDuplicates();
    }

    @Test
    void skipOutputWithAllDecoderLayersZeroed_stillSeesZ() {
        String layersAndSkips = "decoder\\.[12](\\.skip)?\\.(weight|bias)";
        assertThat(logLikelihoodsForTwoLatents(TestModels.SKIP_OUTPUT, layersAndSkips))
                .doesNotHaveDuplicates();
        List<Double> skip = logLikelihoodsForTwoLatents(TestModels.SKIP, layersAndSkips);
        assertThat(skip.get(0)).isEqualTo(skip.get(1));
    }

    @Test
    void modelOfASpec_hasItsSizes() {
        assertThat(MlpVae.of(new ModelSpec(ModelFamily.MLP_VAE, 3, 4, true, true, 5), 6))
                .isEqualTo(new MlpVae(6, 3, 4, 5, true, true));
    }

    /** Negative log-likelihoods of one image under two draws of z, with the matching parameters set to 0. */
    private static List<Double> logLikelihoodsForTwoLatents(MlpVae model, String zeroed) {
        LossGraph graph = TestModels.graph(model);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 5);
        parameters.forEach((name, values) -> {
            if (name.matches(zeroed)) {
                values.assign(0);
            }
        });
        Map<String, INDArray> inputs = TestModels.inputs(model, 2, 5);
        INDArray x = inputs.get(Elbo.OBSERVATIONS);
        x.getRow(1).assign(x.getRow(0));
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            INDArray values = evaluator
                    .evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD))
                    .get(Elbo.NEGATIVE_LOG_LIKELIHOOD);
            return List.of(values.getDouble(0), values.getDouble(1));
        }
    }

    private static double fanIn(String name) {
        String layer = name.replaceFirst("\\.(weight|bias)$", "");
        if (layer.equals("encoder.1")) {
            return PIXELS;
        }
        return layer.equals("decoder.0") || layer.endsWith(".skip") ? LATENT : 512;
    }

    private static long linear(long inputs, long outputs) {
        return (inputs + 1) * outputs;
    }

    private static long count(MlpVae model) {
        return graph(model).parameters().stream()
                .mapToLong(ParameterShape::length)
                .sum();
    }

    private static LossGraph graph(MlpVae model) {
        return Elbo.graph(model, DataType.FLOAT, Phase.TRAINING);
    }
}
