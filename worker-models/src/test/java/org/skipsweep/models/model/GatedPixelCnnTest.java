package org.skipsweep.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
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
import org.skipsweep.models.objective.DecoderLikelihood;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Model spec H.7, in double precision with random weights. */
class GatedPixelCnnTest {
    private static final int LATENT = 2;

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "6, false", "9, false", "1, true", "3, true", "6, true", "9, true"})
    void flippedPixel_changesNoLogitUpToItsOwn_andSomeLaterOnes(int layers, boolean skip) {
        int side = 8;
        double[] base = image(side * side, 1);
        double[][] images = new double[side * side + 1][];
        images[0] = base;
        for (int pixel = 0; pixel < side * side; pixel++) {
            images[pixel + 1] = flipped(base, pixel);
        }
        double[][] logits = logits(new GatedPixelCnn(side, LATENT, layers, skip), images, 0.7, "none");
        for (int pixel = 0; pixel < side * side; pixel++) {
            double[] changed = logits[pixel + 1];
            for (int earlier = 0; earlier <= pixel; earlier++) {
                assertThat(changed[earlier] - logits[0][earlier])
                        .as("pixel %d, logit %d", pixel, earlier)
                        .isZero();
            }
            if (pixel < side * side - side) {
                assertThat(changed).isNotEqualTo(logits[0]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "6, false", "9, false", "1, true", "3, true", "6, true", "9, true"})
    void probabilitiesOfAllImages_sumToOne(int layers, boolean skip) {
        GatedPixelCnn decoder = new GatedPixelCnn(3, LATENT, layers, skip);
        double[][] images = new double[512][9];
        for (int i = 0; i < 512; i++) {
            for (int pixel = 0; pixel < 9; pixel++) {
                images[i][pixel] = i >> pixel & 1;
            }
        }
        double[] nll = evaluate(decoder, images, z(512, 0.7), "none", DecoderLikelihood.NEGATIVE_LOG_LIKELIHOOD)
                .toDoubleVector();
        assertThat(Arrays.stream(nll).map(value -> Math.exp(-value)).sum()).isCloseTo(1, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "2, true", "3, true"})
    void receptiveField_isTheOneOfTheModelSpec(int layers, boolean skip) {
        int side = 12;
        int row = 8;
        int column = 6;
        double[] base = image(side * side, 1);
        double[][] images = new double[side * side + 1][];
        images[0] = base;
        for (int pixel = 0; pixel < side * side; pixel++) {
            images[pixel + 1] = flipped(base, pixel);
        }
        double[][] logits = logits(new GatedPixelCnn(side, LATENT, layers, skip), images, 0.7, "none");
        int target = row * side + column;
        Set<String> seen = new TreeSet<>();
        for (int pixel = 0; pixel < side * side; pixel++) {
            if (logits[pixel + 1][target] != logits[0][target]) {
                seen.add(pixel / side + "," + pixel % side);
            }
        }
        Set<String> expected = new TreeSet<>();
        for (int c = column - 1 - layers; c < column; c++) {
            expected.add(row + "," + c);
        }
        for (int k = 1; k <= 2 * layers; k++) {
            for (int c = column - layers; c <= column + Math.min(k, layers); c++) {
                expected.add(row - k + "," + c);
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "6, false", "9, false", "1, true", "3, true", "6, true", "9, true"})
    void allLogitsDependOnZ_exceptThatOfTheFirstPixelWithoutSkip(int layers, boolean skip) {
        GatedPixelCnn decoder = new GatedPixelCnn(6, LATENT, layers, skip);
        double[][] images = {image(36, 1)};
        double[] some = logits(decoder, images, 0.7, "none")[0];
        double[] others = logits(decoder, images, -0.4, "none")[0];
        assertThat(some[0] != others[0]).isEqualTo(skip);
        for (int pixel = 1; pixel < 36; pixel++) {
            assertThat(some[pixel]).as("logit %d", pixel).isNotEqualTo(others[pixel]);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allLayersZeroed_onlySkipStillSeesZ(boolean skip) {
        GatedPixelCnn decoder = new GatedPixelCnn(5, LATENT, 3, skip);
        String layers = "decoder\\.[123]\\..*";
        double[][] images = {image(25, 1)};
        double[] some = logits(decoder, images, 0.7, layers)[0];
        double[] others = logits(decoder, images, -0.4, layers)[0];
        for (int pixel = 0; pixel < 25; pixel++) {
            assertThat(some[pixel] != others[pixel]).isEqualTo(skip);
        }
    }

    private static double[][] logits(GatedPixelCnn decoder, double[][] images, double z, String zeroed) {
        return evaluate(decoder, images, z(images.length, z), zeroed, DecoderLikelihood.LOGITS)
                .toDoubleMatrix();
    }

    private static INDArray evaluate(
            GatedPixelCnn decoder, double[][] images, double[][] z, String zeroed, String output) {
        LossGraph graph = DecoderLikelihood.graph(decoder, DataType.DOUBLE);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 5);
        parameters.forEach((name, values) -> {
            if (name.matches(zeroed)) {
                values.assign(0);
            }
        });
        Map<String, INDArray> inputs = Map.of(
                DecoderLikelihood.OBSERVATIONS, Nd4j.createFromArray(images),
                DecoderLikelihood.Z, Nd4j.createFromArray(z));
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            return evaluator.evaluate(inputs, List.of(output)).get(output).dup();
        }
    }

    private static double[][] z(int examples, double value) {
        double[][] z = new double[examples][LATENT];
        Arrays.setAll(z, i -> new double[] {value, -0.5 * value});
        return z;
    }

    private static double[] flipped(double[] image, int pixel) {
        double[] other = image.clone();
        other[pixel] = 1 - other[pixel];
        return other;
    }

    private static double[] image(int pixels, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.BINARIZATION, 0);
        double[] image = new double[pixels];
        Arrays.setAll(image, i -> random.nextBoolean() ? 1 : 0);
        return image;
    }
}
