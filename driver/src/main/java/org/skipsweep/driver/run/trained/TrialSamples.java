package org.skipsweep.driver.run.trained;

import java.io.IOException;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.study.ImageInterpolation;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.ImageSamples.Decoders;
import org.skipsweep.models.train.use.TrainedDecoder;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.random.Draws;

/** What the best parameters in the newest checkpoint of a trial on images make of its test images. */
public final class TrialSamples {
    private TrialSamples() {}

    /**
     * Reconstructions and ancestral samples.
     *
     * @param chosen the trial
     * @param test its test images
     * @param count images of each kind, at most as many as there are test images
     * @param draws what is drawn
     * @throws IOException if the checkpoint cannot be read
     */
    public static ImageSamples of(ChosenTrial chosen, ImageSet test, int count, Draws draws) throws IOException {
        TrainedEncoder encoder = TrainedEncoder.of(chosen.model());
        Decoders decoders = new Decoders(TrainedDecoder.of(chosen.model()), TrainedDecoder.of(chosen.model()));
        return ImageSamples.of(encoder, decoders, test, count, draws);
    }

    /**
     * The way from one test image to another.
     *
     * @param chosen the trial
     * @param test its test images
     * @param from number of the one, counted from 0
     * @param to number of the other
     * @param steps how many images, at least 2
     * @param draws what is drawn
     * @throws IOException if the checkpoint cannot be read
     */
    public static ImageInterpolation between(
            ChosenTrial chosen, ImageSet test, int from, int to, int steps, Draws draws) throws IOException {
        return ImageInterpolation.of(
                TrainedEncoder.of(chosen.model()), TrainedDecoder.of(chosen.model()), test, from, to, steps, draws);
    }
}
