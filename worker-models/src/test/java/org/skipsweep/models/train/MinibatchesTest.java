package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;

class MinibatchesTest {
    private static final int LATENT = 5;

    @Test
    void epoch_isAPermutationOfTheImages() {
        Minibatches minibatches = new Minibatches(Trials.spec(Trials.OPTIMIZATION), oneHot(16));
        List<Integer> seen = pixelsOn(minibatches, 1);
        assertThat(seen).hasSize(256).doesNotHaveDuplicates();
        assertThat(pixelsOn(minibatches, 2))
                .containsExactlyInAnyOrderElementsOf(seen)
                .isNotEqualTo(seen);
        assertThat(seen).isNotEqualTo(seen.stream().sorted().toList());
    }

    @Test
    void lastMinibatch_holdsWhatIsLeft() {
        Minibatches minibatches = new Minibatches(Trials.spec(Trials.OPTIMIZATION), oneHot(16));
        assertThat(minibatches.perEpoch()).isEqualTo(6);
        assertThat(minibatches.images()).isEqualTo(256);
        Minibatches.Epoch epoch = minibatches.epoch(1);
        assertThat(epoch.minibatch(0).getFeatures().shape()).containsExactly(50, 256);
        assertThat(epoch.minibatch(0).getLabels().shape()).containsExactly(50, LATENT + 1);
        assertThat(epoch.minibatch(5).getFeatures().shape()).containsExactly(6, 256);
        assertThat(epoch.minibatch(5).getLabels().shape()).containsExactly(6, LATENT + 1);
    }

    @Test
    void steps_countOverTheWholeTraining() {
        Minibatches minibatches = new Minibatches(Trials.spec(Trials.OPTIMIZATION), oneHot(16));
        assertThat(minibatches.epoch(1).step(0)).isEqualTo(1);
        assertThat(minibatches.epoch(1).step(5)).isEqualTo(6);
        assertThat(minibatches.epoch(3).step(0)).isEqualTo(13);
    }

    @Test
    void minibatch_dependsOnTrialEpochAndPositionOnly() {
        ImageSet images = Trials.grey(100, 10);
        Minibatches.Epoch first = new Minibatches(Trials.spec(Trials.OPTIMIZATION), images).epoch(2);
        DataSet early = first.minibatch(1);
        first.minibatch(0);
        Minibatches.Epoch again = new Minibatches(Trials.spec(Trials.OPTIMIZATION), images).epoch(2);
        assertThat(pixels(again.minibatch(1))).isEqualTo(pixels(early));
        assertThat(labels(again.minibatch(1))).isEqualTo(labels(early));
        assertThat(pixels(first.minibatch(0))).isNotEqualTo(pixels(early));
        assertThat(labels(first.minibatch(0))).isNotEqualTo(labels(early));
        DataSet other = new Minibatches(Trials.spec(Trials.MODEL, Trials.OPTIMIZATION, 2), images)
                .epoch(2)
                .minibatch(1);
        assertThat(pixels(other)).isNotEqualTo(pixels(early));
        assertThat(labels(other)).isNotEqualTo(labels(early));
    }

    @Test
    void greyImages_areDrawnAnewInEveryEpoch() {
        ImageSet one = Trials.grey(1, 28);
        Minibatches minibatches = new Minibatches(Trials.spec(Trials.OPTIMIZATION), one);
        float[] first = pixels(minibatches.epoch(1).minibatch(0));
        float[] second = pixels(minibatches.epoch(2).minibatch(0));
        assertThat(first).isNotEqualTo(second).containsOnly(0f, 1f);
        double sum = 0;
        int epochs = 400;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            sum += minibatches
                    .epoch(epoch)
                    .minibatch(0)
                    .getFeatures()
                    .meanNumber()
                    .doubleValue();
        }
        assertThat(sum / epochs).isCloseTo(one.mean(), within(4 * 0.5 / Math.sqrt(784.0 * epochs)));
    }

    @Test
    void binaryImages_passUnchanged() {
        ImageSet one = new ImageSet(1, 3, PixelKind.BINARY, new byte[] {0, (byte) 255, 0}, new byte[0]);
        Minibatches minibatches = new Minibatches(Trials.spec(Trials.OPTIMIZATION), one);
        assertThat(minibatches.epoch(1).minibatch(0).getFeatures().toFloatVector())
                .containsExactly(0, 1, 0);
    }

    @Test
    void noise_isStandardNormal() {
        ModelSpec wide = new ModelSpec(ModelFamily.MLP_VAE, 200, 1, false, false, 4);
        OptimizationSpec optimization = ImageTrials.adam(1, 256, 1e-3, 5, 0, 1);
        float[][] labels = new Minibatches(Trials.spec(wide, optimization, 1), oneHot(16))
                .epoch(1)
                .minibatch(0)
                .getLabels()
                .toFloatMatrix();
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        for (float[] row : labels) {
            assertThat(row).hasSize(201).endsWith(1f);
            for (int d = 0; d < 200; d++) {
                sum += row[d];
                squares += row[d] * row[d];
                neighbours += d > 0 ? row[d] * row[d - 1] : 0;
            }
        }
        double count = 256 * 200;
        assertThat(sum / count).isCloseTo(0, within(4 / Math.sqrt(count)));
        assertThat(squares / count).isCloseTo(1, within(4 * Math.sqrt(2 / count)));
        assertThat(neighbours / count).isCloseTo(0, within(4 / Math.sqrt(count)));
    }

    @Test
    void lastLabel_isTheKlWeightOfTheStep() {
        OptimizationSpec warmup = ImageTrials.adam(4, 50, 1e-3, 5, 2, 0.1);
        Minibatches minibatches = new Minibatches(Trials.spec(warmup), oneHot(16));
        assertThat(klWeights(minibatches.epoch(1).minibatch(0))).containsOnly((float) (0.1 + 1 / 12.0));
        assertThat(klWeights(minibatches.epoch(2).minibatch(1))).containsOnly((float) (0.1 + 8 / 12.0));
        assertThat(klWeights(minibatches.epoch(2).minibatch(5))).containsOnly(1f);
        assertThat(minibatches.klWeightAfter(1)).isCloseTo(0.6, within(1e-15));
        assertThat(minibatches.klWeightAfter(2)).isEqualTo(1);
    }

    /** Image i of side^2 images has pixel i on. */
    private static ImageSet oneHot(int side) {
        int size = side * side;
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < size; i++) {
            pixels[i * size + i] = (byte) 255;
        }
        return new ImageSet(side, side, PixelKind.BINARY, pixels, new byte[0]);
    }

    private static List<Integer> pixelsOn(Minibatches minibatches, int epoch) {
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < minibatches.perEpoch(); i++) {
            for (float[] image :
                    minibatches.epoch(epoch).minibatch(i).getFeatures().toFloatMatrix()) {
                for (int pixel = 0; pixel < image.length; pixel++) {
                    if (image[pixel] == 1) {
                        pixels.add(pixel);
                    }
                }
            }
        }
        return pixels;
    }

    private static List<Float> klWeights(DataSet minibatch) {
        return Arrays.stream(minibatch.getLabels().toFloatMatrix())
                .map(row -> row[LATENT])
                .toList();
    }

    private static float[] pixels(DataSet minibatch) {
        return minibatch.getFeatures().reshape(-1).toFloatVector();
    }

    private static float[] labels(DataSet minibatch) {
        return minibatch.getLabels().reshape(-1).toFloatVector();
    }
}
