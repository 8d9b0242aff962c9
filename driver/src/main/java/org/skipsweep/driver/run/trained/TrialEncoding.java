package org.skipsweep.driver.run.trained;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.file.ImageFile;
import org.skipsweep.models.data.text.CorpusCounts;
import org.skipsweep.models.data.text.Documents;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.result.EncodedExamples;

/**
 * Examples of any origin, encoded by a trial's model.
 *
 * @param encoded their posteriors, in the order of their file
 * @param counts what the documents consist of and what was dropped; empty for images
 */
public record TrialEncoding(EncodedExamples encoded, Optional<CorpusCounts> counts) {

    /**
     * Encodes a file: documents, one a line, or images in an IDX file.
     *
     * @param file of examples of the trial's kind
     * @param dataRoot where data sets lie: the vocabulary of a trial on text follows from its data set
     * @param work told how many examples are done
     * @throws UserError if the trial's model has no latent variable, or is one of other examples
     * @throws org.skipsweep.models.data.DataException if the file or the data set cannot be read
     * @throws IOException if the checkpoint cannot be read
     */
    public static TrialEncoding of(ChosenTrial trial, Path file, URI dataRoot, Consumer<WorkNews> work)
            throws IOException {
        TrainedModel model = trial.model();
        if (model.objective().latentVariableModel().isEmpty()) {
            throw new UserError("trial " + trial.trial().id() + " is of model "
                    + trial.spec().family().label()
                    + ", which has no latent variable to encode by; choose a trial of a VAE");
        }
        if (!file.getFileSystem(trial.hadoop()).exists(file)) {
            throw new UserError(file + ": not found; give --data a file of " + expected(trial));
        }
        if (file.getFileSystem(trial.hadoop()).getFileStatus(file).isDirectory()) {
            throw new UserError(file + ": is a folder; give --data a file of " + expected(trial));
        }
        return switch (trial.kind()) {
            case TEXT -> ofText(trial, model, file, dataRoot, work);
            case IMAGES -> ofImages(trial, model, file, work);
        };
    }

    private static String expected(ChosenTrial trial) {
        return switch (trial.kind()) {
            case TEXT -> "documents, one a line";
            case IMAGES -> "images in IDX form";
        };
    }

    private static TrialEncoding ofText(
            ChosenTrial trial, TrainedModel model, Path file, URI dataRoot, Consumer<WorkNews> work) {
        Documents documents = Documents.read(
                file, trial.hadoop(), trial.spec(), trial.text(model, dataRoot).test());
        Estimate.Posteriors posteriors = posteriors(trial, model, documents.sentences(), work);
        int[] lines = documents.lines();
        int[] order = IntStream.range(0, lines.length)
                .boxed()
                .sorted(Comparator.comparingInt(place -> lines[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        EncodedExamples encoded = new EncodedExamples(
                Arrays.stream(order).map(place -> lines[place]).toArray(),
                Optional.of(
                        Arrays.stream(order).mapToObj(documents.texts()::get).toList()),
                reordered(posteriors.mean(), order),
                reordered(posteriors.logVariance(), order));
        return new TrialEncoding(encoded, Optional.of(documents.sentences().counts()));
    }

    private static Estimate.Posteriors posteriors(
            ChosenTrial trial, TrainedModel model, Examples examples, Consumer<WorkNews> work) {
        String encoding = "encoding by trial " + trial.trial().id();
        return TrainedEncoder.of(model)
                .posteriors(
                        examples,
                        done -> work.accept(new WorkNews(encoding, trial.kind().plural(), done, examples.size())));
    }

    private static double[][] reordered(double[][] rows, int[] order) {
        return Arrays.stream(order).mapToObj(place -> rows[place]).toArray(double[][]::new);
    }

    private static TrialEncoding ofImages(ChosenTrial trial, TrainedModel model, Path file, Consumer<WorkNews> work) {
        ImageSet images = ImageFile.binary(file, trial.hadoop());
        trial.requireFits(model, images);
        Estimate.Posteriors posteriors = posteriors(trial, model, images, work);
        EncodedExamples encoded = new EncodedExamples(
                IntStream.range(0, images.size()).toArray(),
                Optional.empty(),
                posteriors.mean(),
                posteriors.logVariance());
        return new TrialEncoding(encoded, Optional.empty());
    }
}
