package org.skipsweep.driver.run.trained;

import java.io.IOException;
import java.net.URI;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.ImageSamples.Decoders;
import org.skipsweep.models.train.use.TrainedDecoder;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.random.Draws;

/**
 * Reconstructions and ancestral samples of a trial of some output.
 *
 * @param trial whose samples they are
 * @param test the trial's test images
 * @param images the first of them, reconstructed, and as many samples
 */
public record TrialSamples(Trial trial, ImageSet test, ImageSamples images) {

    /**
     * Draws from the best parameters in the newest checkpoint of a trial on images.
     *
     * @param chosen the trial
     * @param count images of each kind, at most as many as there are test images
     * @param dataRoot where data sets lie
     * @throws IOException if the checkpoint cannot be read
     */
    public static TrialSamples of(ChosenTrial chosen, int count, URI dataRoot) throws IOException {
        ImageSet test = ImageData.of(chosen.data(dataRoot)).test();
        TrainedEncoder encoder = TrainedEncoder.of(chosen.model());
        Decoders decoders = new Decoders(TrainedDecoder.of(chosen.model()), TrainedDecoder.of(chosen.model()));
        Draws draws = new Draws(chosen.spec().seed());
        return new TrialSamples(chosen.trial(), test, ImageSamples.of(encoder, decoders, test, count, draws));
    }
}
