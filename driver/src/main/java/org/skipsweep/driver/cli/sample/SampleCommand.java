package org.skipsweep.driver.cli.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skipsweep.driver.cli.DataRootOption;
import org.skipsweep.driver.cli.ExitCodes;
import org.skipsweep.driver.cli.TrialArguments;
import org.skipsweep.driver.cli.sample.InterpolationOption.Way;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.trained.ChosenTrial;
import org.skipsweep.driver.run.trained.TrialSamples;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.study.ImageInterpolation;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.TextSamples;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.random.Draws;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep sample OUT TRIAL}: reconstructions and ancestral samples, a PNG sheet of images, or text. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draw reconstructions and samples from a trained trial.",
            "Of a trial on images: a PNG sheet. Of a trial on text: printed, with an interpolation between two test documents,"
                    + " and written as JSON where --file says; model lstm-lm gives samples only."
        })
public final class SampleCommand implements Callable<Integer> {
    private static final int MOST = 1000;
    private static final int IMAGES = 64;
    private static final int DOCUMENTS = 8;
    /** Images of an interpolation. */
    private static final int STEPS = 9;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Mixin
    private TrialArguments trial;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Reconstructions, and as many samples. Default: " + IMAGES + " images or " + DOCUMENTS
                    + " documents.")
    private Integer count;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Where the sheet or the JSON goes, a local path. Default: samples-TRIAL.png or interpolation-TRIAL.png"
                            + " here; no JSON.")
    private Path file;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draw by this seed: other reconstructions and samples. Default: the trial's own seed.")
    private Long seed;

    @Mixin
    private InterpolationOption interpolation;

    @Mixin
    private DataRootOption data;

    @Override
    public Integer call() throws IOException {
        if (count != null && (count < 1 || count > MOST)) {
            throw new UserError("--count must lie between 1 and " + MOST + " but is " + count);
        }
        ChosenTrial chosen = trial.chosen(Submission.hadoop());
        switch (chosen.kind()) {
            case IMAGES -> drawImages(chosen);
            case TEXT -> writeText(chosen);
        }
        return ExitCodes.DONE;
    }

    private Draws draws(ChosenTrial chosen) {
        return new Draws(seed == null ? chosen.spec().seed() : seed);
    }

    private void writeText(ChosenTrial chosen) throws IOException {
        TrainedModel model = chosen.model();
        SentenceSet test = chosen.text(model, data.uri()).test();
        Optional<Way> way = interpolation.way(test.size(), TextSamples.STEPS);
        if (way.isPresent() && model.objective().latentVariableModel().isEmpty()) {
            throw new UserError("trial " + chosen.trial().id() + " is of model "
                    + chosen.spec().family().label() + ", which has no latent variable to go along");
        }
        TextSampleSheet sheet = new TextSampleSheet(
                chosen.trial().id(),
                way.map(between -> TextSamples.between(model, test, between.from(), between.to(), between.steps()))
                        .orElseGet(
                                () -> TextSamples.of(model, test, count == null ? DOCUMENTS : count, draws(chosen))));
        if (file != null) {
            write(sheet.json(), file);
        }
        sheet.print(command.commandLine().getOut());
    }

    private void drawImages(ChosenTrial chosen) throws IOException {
        ImageSet test = ImageData.of(chosen.data(data.uri())).test();
        Optional<Way> way = interpolation.way(test.size(), STEPS);
        if (way.isPresent()) {
            drawBetween(chosen, test, way.get());
        } else {
            drawSheet(chosen, test);
        }
    }

    private void drawSheet(ChosenTrial chosen, ImageSet test) throws IOException {
        long start = System.nanoTime();
        ImageSamples images = TrialSamples.of(chosen, test, count == null ? IMAGES : count, draws(chosen));
        Path target = target("samples-", chosen);
        write(ImageSheets.of(test, images).png(), target);
        say(
                "%s: %d test images of trial %s, their reconstructions from a draw of q(z|x), and %d samples from"
                        + " the prior; %s; %.1f s%n",
                target,
                images.originals().length,
                chosen.trial().id(),
                images.samples().length,
                ImageSheets.meaning(images.values()),
                (System.nanoTime() - start) / 1e9);
    }

    private void drawBetween(ChosenTrial chosen, ImageSet test, Way way) throws IOException {
        ImageInterpolation images =
                TrialSamples.between(chosen, test, way.from(), way.to(), way.steps(), draws(chosen));
        Path target = target("interpolation-", chosen);
        write(ImageSheets.of(test, way, images).png(), target);
        say(
                "%s: from test image %d of trial %s to test image %d in %d steps between their posterior means; %s%n",
                target, way.from(), chosen.trial().id(), way.to(), way.steps(), ImageSheets.meaning(images.values()));
    }

    private Path target(String kind, ChosenTrial chosen) {
        return file == null ? Path.of(kind + chosen.trial().id() + ".png") : file;
    }

    private void say(String format, Object... values) {
        command.commandLine().getOut().printf(Locale.ROOT, format, values);
        command.commandLine().getOut().flush();
    }

    private static void write(byte[] content, Path target) {
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UserError(target + ": cannot be written (" + e + "); give --file a path that can be", e);
        }
    }
}
