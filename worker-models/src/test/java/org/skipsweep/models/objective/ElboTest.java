package org.skipsweep.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.model.Phase;

/** Model spec H.1 and H.2. */
class ElboTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.6931471806",
        "0, 0, 0.6931471806",
        "3, 1, 0.0485873516",
        "3, 0, 3.0485873516",
        "-20, 1, 20.0000000021",
        "-20, 0, 2.0611536e-9"
    })
    void likelihoodOfOnePixel_isTheClosedForm(double logit, double pixel, double expected) {
        double[] values = values(
                        FixedModel.ofLogits(logit), DataType.DOUBLE, new double[][] {{pixel}}, new double[1][1])
                .negativeLogLikelihood();
        assertThat(values[0]).isCloseTo(expected, within(5e-11));
    }

    @Test
    void likelihood_isASumOverPixels() {
        double[] values = values(
                        FixedModel.ofLogits(0, 3, 3),
                        DataType.DOUBLE,
                        new double[][] {{1, 1, 0}, {0, 0, 0}, {1, 1, 1}},
                        new double[3][1])
                .negativeLogLikelihood();
        assertThat(values[0]).isCloseTo(0.6931471806 + 0.0485873516 + 3.0485873516, within(2e-10));
        assertThat(values[1]).isCloseTo(0.6931471806 + 2 * 3.0485873516, within(2e-10));
        assertThat(values[2]).isCloseTo(0.6931471806 + 2 * 0.0485873516, within(2e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0, 0.5",
        "0, -2, 0.5676676416",
        "0, 2, 2.1945280495",
        "0.5;-1, -1;0.5, 0.8833003559",
        "2, -4, 3.5091578194"
    })
    void kl_isTheClosedForm(String mean, String logVariance, double expected) {
        FixedModel model = FixedModel.ofPosterior(numbers(mean), numbers(logVariance));
        double[][] noise = new double[1][model.latentDim()];
        assertThat(values(model, DataType.DOUBLE, new double[][] {{1}}, noise).kl()[0])
                .isCloseTo(expected, within(5e-11));
    }

    @Test
    void z_isMeanPlusDeviationTimesNoise() {
        FixedModel model =
                new FixedModel(new double[] {0.5, -1}, new double[] {Math.log(4), Math.log(0.25)}, new double[] {0});
        double z = 0.5 + 2 * 1.5 - 1 + 0.5 * -3;
        double[] values = values(model, DataType.DOUBLE, new double[][] {{0}}, new double[][] {{1.5, -3}})
                .negativeLogLikelihood();
        assertThat(values[0]).isCloseTo(Math.log1p(Math.exp(z)), within(1e-12));
    }

    @Test
    void klWeight_countsPerExample() {
        FixedModel model = FixedModel.ofPosterior(new double[] {1}, new double[] {0});
        double[][] pixels = {{1}, {1}, {1}};
        double z = 1;
        double nll = Math.log1p(Math.exp(z)) - z;
        assertThat(loss(model, pixels, 0, 0, 0)).isCloseTo(nll, within(1e-12));
        assertThat(loss(model, pixels, 1, 1, 1)).isCloseTo(nll + 0.5, within(1e-12));
        assertThat(loss(model, pixels, 0, 0.25, 0.5)).isCloseTo(nll + 0.5 * 0.75 / 3, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, -1000})
    void extremeLogits_stayFinite(double logit) {
        for (DataType dataType : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            double[] values = values(FixedModel.ofLogits(logit), dataType, new double[][] {{0}, {1}}, new double[2][1])
                    .negativeLogLikelihood();
            assertThat(values[0]).isEqualTo(Math.max(logit, 0));
            assertThat(values[1]).isEqualTo(Math.max(-logit, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void blankAndFullImages_haveAFiniteLossAndGradient(double pixel) {
        LossGraph graph = TestModels.graph(TestModels.SKIP_OUTPUT);
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.SKIP_OUTPUT, 4, 1);
        inputs.get(Elbo.OBSERVATIONS).assign(pixel);
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, TestModels.parameters(graph, 1))) {
            double loss = evaluator
                    .gradient(inputs, gradients, List.of(Elbo.LOSS))
                    .get(Elbo.LOSS)
                    .getDouble(0);
            assertThat(loss).isFinite().isPositive();
        }
        assertThat(gradients.values())
                .allSatisfy(gradient ->
                        assertThat(gradient.norm2Number().doubleValue()).isFinite());
    }

    @Test
    void smallestKl_isNotNegativeBeyondRoundingInSinglePrecision() {
        FixedModel model = FixedModel.ofPosterior(new double[] {1e-4}, new double[] {-1e-4});
        assertThat(values(model, DataType.FLOAT, new double[][] {{1}}, new double[1][1])
                        .kl()[0])
                .isBetween(-1e-6, 1e-6);
    }

    private record Values(double[] negativeLogLikelihood, double[] kl) {}

    private static Values values(FixedModel model, DataType dataType, double[][] pixels, double[][] noise) {
        Map<String, INDArray> inputs = Map.of(
                Elbo.OBSERVATIONS, Nd4j.createFromArray(pixels).castTo(dataType),
                Elbo.NOISE, Nd4j.createFromArray(noise).castTo(dataType),
                Elbo.KL_WEIGHT, Nd4j.ones(dataType, pixels.length, 1));
        try (Evaluator evaluator = new Nd4jEngine().compile(Elbo.graph(model, dataType, Phase.EVALUATION), Map.of())) {
            Map<String, INDArray> values = evaluator.evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.KL));
            return new Values(
                    values.get(Elbo.NEGATIVE_LOG_LIKELIHOOD).toDoubleVector(),
                    values.get(Elbo.KL).toDoubleVector());
        }
    }

    private static double loss(FixedModel model, double[][] pixels, double... klWeight) {
        Map<String, INDArray> inputs = Map.of(
                Elbo.OBSERVATIONS, Nd4j.createFromArray(pixels),
                Elbo.NOISE, Nd4j.zeros(DataType.DOUBLE, pixels.length, model.latentDim()),
                Elbo.KL_WEIGHT, Nd4j.createFromArray(klWeight).reshape(pixels.length, 1));
        try (Evaluator evaluator =
                new Nd4jEngine().compile(Elbo.graph(model, DataType.DOUBLE, Phase.EVALUATION), Map.of())) {
            return evaluator.evaluate(inputs, List.of(Elbo.LOSS)).get(Elbo.LOSS).getDouble(0);
        }
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(";"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
