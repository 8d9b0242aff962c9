package org.skipsweep.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.report.SampleSheet;
import org.skipsweep.driver.report.SampleSheet.Block;
import org.skipsweep.driver.run.trained.ChosenTrial;
import org.skipsweep.driver.run.trained.TrialSamples;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.ImageSamples.Values;
import org.skipsweep.models.study.TextSamples;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.random.Draws;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Parameters(index = "0", paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String out;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Id of a trial, or the beginning of one.")
    private String trial;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Reconstructions, and as many samples. Default: " + IMAGES + " images or " + DOCUMENTS
                    + " documents.")
    private Integer count;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the sheet or the JSON goes, a local path. Default: samples-TRIAL.png here; no JSON.")
    private Path file;

    @Mixin
    private DataRootOption data;

    @Override
    public Integer call() throws IOException {
        if (count != null && (count < 1 || count > MOST)) {
            throw new UserError("--count must lie between 1 and " + MOST + " but is " + count);
        }
        ChosenTrial chosen = ChosenTrial.of(out, trial, Submission.hadoop());
        switch (chosen.kind()) {
            case IMAGES -> drawImages(chosen);
            case TEXT -> writeText(chosen);
        }
        return ExitCodes.DONE;
    }

    private void writeText(ChosenTrial chosen) throws IOException {
        TrainedModel model = chosen.model();
        SentenceSet test = chosen.text(model, data.uri()).test();
        Draws draws = new Draws(chosen.spec().seed());
        TextSampleSheet sheet = new TextSampleSheet(
                chosen.trial().id(), TextSamples.of(model, test, count == null ? DOCUMENTS : count, draws));
        if (file != null) {
            write(sheet.json(), file);
        }
        sheet.print(command.commandLine().getOut());
    }

    private void drawImages(ChosenTrial chosen) throws IOException {
        long start = System.nanoTime();
        TrialSamples samples = TrialSamples.of(chosen, count == null ? IMAGES : count, data.uri());
        Path target = file == null ? Path.of("samples-" + samples.trial().id() + ".png") : file;
        write(sheet(samples).png(), target);
        command.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d test images of trial %s, their reconstructions from a draw of q(z|x), and %d samples from"
                                + " the prior; %s; %.1f s%n",
                        target,
                        samples.images().originals().length,
                        samples.trial().id(),
                        samples.images().samples().length,
                        meaning(samples.images().values()),
                        (System.nanoTime() - start) / 1e9);
        command.commandLine().getOut().flush();
    }

    private static void write(byte[] content, Path target) {
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UserError(target + ": cannot be written (" + e + "); give --file a path that can be", e);
        }
    }

    private static String meaning(Values values) {
        return switch (values) {
            case PROBABILITIES -> "grey is the probability of a pixel given z";
            case DRAWS -> "pixels are drawn one by one, given z and those before";
        };
    }

    private static SampleSheet sheet(TrialSamples samples) {
        ImageSamples images = samples.images();
        int side = (int) Math.ceil(Math.sqrt(images.originals().length));
        String what = images.values() == Values.DRAWS ? "drawn" : "probabilities";
        return new SampleSheet(
                samples.test().rows(),
                samples.test().columns(),
                List.of(
                        new Block("test images", images.originals(), side),
                        new Block("reconstructions from a draw of q(z|x), " + what, images.reconstructions(), side),
                        new Block("samples from the prior, " + what, images.samples(), side)));
    }
}
