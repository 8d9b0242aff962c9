package org.skipsweep.driver.run;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.ImageSamples.Decoders;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.TrainedDecoder;
import org.skipsweep.models.train.TrainedEncoder;
import org.skipsweep.models.trial.ModelFamily;
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
     * Draws from a trial's best parameters in its newest checkpoint.
     *
     * @param out the output of a sweep, a path or URI
     * @param id of the trial, or how it begins
     * @param count images of each kind, at most as many as there are test images
     * @param dataRoot where data sets lie
     * @throws UserError if there is no such output, no such trial or several, or the trial kept no checkpoint
     * @throws IOException if the output cannot be read
     */
    public static TrialSamples of(String out, String id, int count, URI dataRoot, Configuration hadoop)
            throws IOException {
        Store store = Store.openExisting(out, hadoop);
        Trial trial = find(store.plan().orElseThrow(), id, out);
        if (trial.spec().family() == ModelFamily.NO_OP) {
            throw new UserError("trial " + trial.id() + " is of model no-op, which generates no images");
        }
        Path folder = new Path(store.checkpoints(), trial.id());
        CheckpointFolder checkpoints = new CheckpointFolder(folder, hadoop);
        if (checkpoints.latestPath().isEmpty()) {
            throw new UserError(
                    folder + ": no checkpoint here, so there is no model to draw from; a trial has one after"
                            + " run.checkpoint-every epochs, unless it was removed");
        }
        ImageSet test = ImageData.of(LoadedData.of(trial.spec(), new DataRoot(dataRoot, hadoop)))
                .test();
        TrainedEncoder encoder = TrainedEncoder.newest(checkpoints).orElseThrow();
        Decoders decoders = new Decoders(
                TrainedDecoder.newest(checkpoints).orElseThrow(),
                TrainedDecoder.newest(checkpoints).orElseThrow());
        Draws draws = new Draws(trial.spec().seed());
        return new TrialSamples(trial, test, ImageSamples.of(encoder, decoders, test, count, draws));
    }

    private static Trial find(Plan plan, String id, String out) {
        List<Trial> found = plan.trials().stream()
                .filter(trial -> !id.isEmpty() && trial.id().startsWith(id))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String ids = (found.isEmpty() ? plan.trials() : found)
                .stream().map(Trial::id).collect(Collectors.joining(", "));
        throw new UserError(
                found.isEmpty()
                        ? out + ": has no trial " + id + "; its trials are " + ids
                        : out + ": several trials begin with " + id + "; give more of one of " + ids);
    }
}
