package org.skipsweep.driver.run.trained;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialSpec;

/**
 * A trial of some output, of which there is a checkpoint.
 *
 * @param trial the trial
 * @param checkpoints its checkpoints, at least one
 * @param dataChecksums of the data that its sweep began with, as the plan names them
 * @param hadoop how to reach them
 */
public record ChosenTrial(
        Trial trial, CheckpointFolder checkpoints, Map<String, String> dataChecksums, Configuration hadoop) {

    /**
     * Looks for a trial.
     *
     * @param out the output of a sweep, a path or URI
     * @param id of the trial, or how it begins
     * @throws UserError if there is no such output, no such trial or several, or the trial kept no checkpoint
     * @throws IOException if the output cannot be read
     */
    public static ChosenTrial of(String out, String id, Configuration hadoop) throws IOException {
        Store store = Store.openExisting(out, hadoop);
        Plan plan = store.plan().orElseThrow();
        Trial trial = find(plan, id, out);
        if (trial.spec().family() == ModelFamily.NO_OP) {
            throw new UserError("trial " + trial.id() + " is of model no-op, which trains nothing");
        }
        Path folder = new Path(store.checkpoints(), trial.id());
        CheckpointFolder checkpoints = new CheckpointFolder(folder, hadoop);
        if (checkpoints.latestPath().isEmpty()) {
            throw new UserError(folder + ": no checkpoint here, so there is no trained model; a trial has one after"
                    + " run.checkpoint-every epochs, unless it was removed");
        }
        return new ChosenTrial(trial, checkpoints, plan.provenance().dataChecksums(), hadoop);
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

    /** Its settings. */
    public TrialSpec spec() {
        return trial.spec();
    }

    /** What its examples are. */
    public Dataset.Kind kind() {
        return dataset().kind();
    }

    /** Its data set. */
    public Dataset dataset() {
        return spec().get(DataKeys.DATASET);
    }

    /**
     * Its model, with the best parameters of the newest checkpoint.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public TrainedModel model() throws IOException {
        return TrainedModel.newest(checkpoints).orElseThrow();
    }

    /**
     * Its data.
     *
     * @param dataRoot where data sets lie
     * @throws org.skipsweep.models.data.DataException if they cannot be read, or are not those that its sweep began with
     */
    public TrialData data(URI dataRoot) {
        return LoadedData.of(spec(), new DataRoot(dataRoot, hadoop), dataChecksums);
    }

    /**
     * The text that {@code model} was trained and measured on.
     *
     * @param dataRoot where data sets lie
     * @throws UserError if its vocabulary is not the one that the model was trained with
     * @throws org.skipsweep.models.data.DataException if it cannot be read
     */
    public TextData text(TrainedModel model, URI dataRoot) {
        TextData text = TextData.of(data(dataRoot));
        requireFits(model, text.test());
        return text;
    }

    /** @throws UserError if the model was trained on examples of another kind */
    void requireFits(TrainedModel model, Examples examples) {
        try {
            model.requireFits(examples);
        } catch (IllegalArgumentException e) {
            throw new UserError("trial " + trial.id() + ": " + e.getMessage(), e);
        }
    }
}
