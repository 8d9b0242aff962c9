package org.skipsweep.models.study;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.study.ImageSamples.Values;
import org.skipsweep.models.train.use.TrainedDecoder;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.Latents;

/**
 * From one test image to another. All values lie between 0 and 1, ink is 1.
 *
 * @param from the one, [pixels]
 * @param to the other, [pixels]
 * @param images at equal steps from the posterior mean of the one to that of the other, both included, [steps][pixels]
 * @param values what the pixels of these are
 */
public record ImageInterpolation(float[] from, float[] to, float[][] images, Values values) {

    /**
     * The way from one test image to another.
     *
     * @param test binary images
     * @param from number of the one, counted from 0
     * @param to number of the other
     * @param steps how many images, at least 2
     * @param draws decide the pixels of an autoregressive decoder
     */
    public static ImageInterpolation of(
            TrainedEncoder encoder, TrainedDecoder decoder, ImageSet test, int from, int to, int steps, Draws draws) {
        ImageSet shown = test.first(Math.max(from, to) + 1);
        double[][] means = encoder.posteriors(shown).mean();
        float[][] z = Arrays.stream(LatentPath.between(means[from], means[to], steps))
                .map(Latents::single)
                .toArray(float[][]::new);
        RandomGenerator random = draws.of(Purpose.INTERPOLATION, 0);
        Values values = Values.of(decoder);
        float[][] originals = ImageSamples.originals(shown);
        return new ImageInterpolation(originals[from], originals[to], values.images(decoder, z, random), values);
    }
}
