package org.skipsweep.models.study;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.train.TrainedDecoder;
import org.skipsweep.models.train.TrainedEncoder;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;

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
        DRAWS
    }

    /**
     * Reconstructions of the first test images and as many ancestral samples. Decoders whose pixels depend on z alone give
     * probabilities, autoregressive ones draws.
     *
     * @param test binary images
     * @param count how many, at most the size of {@code test}
     * @param draws the trial's draws
     */
    public static ImageSamples of(
            TrainedEncoder encoder, TrainedDecoder decoder, ImageSet test, int count, Draws draws) {
        ImageSet shown = test.first(count);
        RandomGenerator reconstruction = draws.of(Purpose.RECONSTRUCTION, 0);
        RandomGenerator ancestral = draws.of(Purpose.ANCESTRAL_SAMPLE, 0);
        float[] pixels = new float[shown.size() * shown.pixelsPerImage()];
        Binarizer.draw(shown, IntStream.range(0, shown.size()).toArray(), 0, shown.size(), reconstruction, pixels);
        float[][] originals = new float[shown.size()][shown.pixelsPerImage()];
        for (int i = 0; i < originals.length; i++) {
            System.arraycopy(pixels, i * originals[i].length, originals[i], 0, originals[i].length);
        }
        float[][] posterior = encoder.posteriorSamples(shown, reconstruction);
        float[][] prior = new float[shown.size()][decoder.latentDim()];
        for (float[] z : prior) {
            for (int d = 0; d < z.length; d++) {
                z[d] = (float) ancestral.nextGaussian();
            }
        }
        return decoder.autoregressive()
                ? new ImageSamples(
                        originals,
                        decoder.draw(posterior, reconstruction),
                        decoder.draw(prior, ancestral),
                        Values.DRAWS)
                : new ImageSamples(
                        originals,
                        decoder.probabilities(originals, posterior),
                        decoder.probabilities(originals, prior),
                        Values.PROBABILITIES);
    }
}
