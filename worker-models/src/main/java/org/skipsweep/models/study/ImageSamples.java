package org.skipsweep.models.study;

import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.train.use.TrainedDecoder;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * What people look at first in a generative model. All values lie between 0 and 1, ink is 1.
 *
 * @param originals test images, [N][pixels]
 * @param reconstructions of each, from a draw of q(z|x), [N][pixels]
 * @param samples from z drawn from the prior, [N][pixels]
 * @param values what the pixels of reconstructions and samples are
 */
public record ImageSamples(float[][] originals, float[][] reconstructions, float[][] samples, Values values) {

    /** What a pixel of a generated image says. */
    public enum Values {
        /** The probability that it is on, given z. */
        PROBABILITIES,
        /** A draw, given z and the pixels drawn before it. */
        DRAWS;

        /** Draws where pixels depend on pixels before them, else probabilities. */
        static Values of(TrainedDecoder decoder) {
            return decoder.autoregressive() ? DRAWS : PROBABILITIES;
        }

        /**
         * Images of such values.
         *
         * @param z latent variables, [N][D]
         * @param random consumed by draws
         */
        float[][] images(TrainedDecoder decoder, float[][] z, RandomGenerator random) {
            return switch (this) {
                case DRAWS -> decoder.draw(z, random);
                case PROBABILITIES -> decoder.probabilities(z);
            };
        }
    }

    /**
     * Reconstructions of the first test images and as many ancestral samples, in two threads. Decoders whose pixels depend on
     * z alone give probabilities, autoregressive ones draws.
     *
     * @param encoder of the trial
     * @param decoders of the trial, one for each thread
     * @param test binary images
     * @param count how many, at most the size of {@code test}
     * @param draws the trial's draws
     */
    public static ImageSamples of(TrainedEncoder encoder, Decoders decoders, ImageSet test, int count, Draws draws) {
        ImageSet shown = test.first(count);
        RandomGenerator reconstruction = draws.of(Purpose.RECONSTRUCTION, 0);
        RandomGenerator ancestral = draws.of(Purpose.ANCESTRAL_SAMPLE, 0);
        float[][] posterior = encoder.posteriorSamples(shown, reconstruction);
        float[][] prior = prior(shown.size(), encoder.latentDim(), ancestral);
        Values values = Values.of(decoders.reconstruction());
        CompletableFuture<float[][]> samples =
                CompletableFuture.supplyAsync(() -> values.images(decoders.sampling(), prior, ancestral));
        float[][] reconstructions = values.images(decoders.reconstruction(), posterior, reconstruction);
        return new ImageSamples(originals(shown), reconstructions, samples.join(), values);
    }

    /**
     * The same decoder twice, since one serves one thread.
     *
     * @param reconstruction for reconstructions
     * @param sampling for samples from the prior
     */
    public record Decoders(TrainedDecoder reconstruction, TrainedDecoder sampling) {}

    private static float[][] prior(int size, int latentDim, RandomGenerator random) {
        float[][] prior = new float[size][latentDim];
        for (float[] z : prior) {
            for (int d = 0; d < latentDim; d++) {
                z[d] = (float) random.nextGaussian();
            }
        }
        return prior;
    }

    /** Pixels of binary images, [N][pixels]. */
    static float[][] originals(ImageSet binary) {
        float[][] originals = new float[binary.size()][binary.pixelsPerImage()];
        for (int i = 0; i < originals.length; i++) {
            for (int pixel = 0; pixel < originals[i].length; pixel++) {
                originals[i][pixel] = (binary.pixels()[i * originals[i].length + pixel] & 0xFF) / 255f;
            }
        }
        return originals;
    }
}
