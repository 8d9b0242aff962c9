package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.train.use.TrainedDecoder;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class TrainedDecoderTest {
    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final int LATENT_DIM = 3;
    private static final int IMAGES = 18;

    @Test
    void autoregressiveDecoder_drawsWhatPixelByPixelGives() {
        TrainedDecoder decoder = decoder(ModelFamily.IMAGE_VAE);
        float[][] z = z();

        float[][] drawn = decoder.draw(z, new Draws(3).of(Purpose.ANCESTRAL_SAMPLE, 0));

        assertThat(decoder.autoregressive()).isTrue();
        assertThat(drawn).isDeepEqualTo(pixelByPixel(decoder, z));
    }

    @Test
    void decoderOfZAlone_probabilitiesDoNotDependOnTheImage() {
        TrainedDecoder decoder = decoder(ModelFamily.MLP_VAE);
        float[][] z = z();

        float[][] drawn = decoder.draw(z, new Draws(3).of(Purpose.ANCESTRAL_SAMPLE, 0));

        assertThat(decoder.autoregressive()).isFalse();
        assertThat(drawn).isDeepEqualTo(pixelByPixel(decoder, z));
        assertThat(decoder.probabilities(drawn, z)).isDeepEqualTo(decoder.probabilities(new float[IMAGES][PIXELS], z));
    }

    private static float[][] pixelByPixel(TrainedDecoder decoder, float[][] z) {
        RandomGenerator random = new Draws(3).of(Purpose.ANCESTRAL_SAMPLE, 0);
        float[][] uniform = new float[IMAGES][PIXELS];
        for (float[] image : uniform) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                image[pixel] = random.nextFloat();
            }
        }
        float[][] x = new float[IMAGES][PIXELS];
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            float[][] probabilities = decoder.probabilities(x, z);
            for (int i = 0; i < IMAGES; i++) {
                x[i][pixel] = uniform[i][pixel] < probabilities[i][pixel] ? 1f : 0f;
            }
        }
        return x;
    }

    private static float[][] z() {
        RandomGenerator random = new Draws(8).of(Purpose.LATENT_SAMPLE, 0);
        float[][] z = new float[IMAGES][LATENT_DIM];
        for (float[] row : z) {
            for (int d = 0; d < LATENT_DIM; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        return z;
    }

    /** With parameters five times as far from 0 as fresh ones, so that pixels depend on each other. */
    private static TrainedDecoder decoder(ModelFamily family) {
        ModelSpec model = new ModelSpec(family, LATENT_DIM, 3, true, false, 16);
        MultiLayerNetwork network = Networks.of(Trials.spec(model, Trials.OPTIMIZATION, 5), PIXELS);
        network.params().muli(5);
        return TrainedDecoder.of(TrainedModel.of(network));
    }
}
