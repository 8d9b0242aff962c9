package org.skipsweep.driver.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.trained.ChosenTrial;
import org.skipsweep.driver.run.trained.TrialEncoding;
import org.skipsweep.driver.store.latents.LatentsParquet;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.work.WorkLines;
import org.skipsweep.models.data.text.CorpusCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep encode OUT TRIAL --data URI}: posteriors of any examples, as Parquet. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description = {
            "Encode examples of any origin with a trained trial, as a Parquet file.",
            "Of a trial on text: documents, one a line, their words separated by blanks; columns line, text,"
                    + " posterior_mean, log_variance. Documents are cut and dropped as the trial's own are, and words that"
                    + " are not in its vocabulary become <unk>.",
            "Of a trial on images: an IDX file; grey images are binarised once, as test sets are; columns index,"
                    + " posterior_mean, log_variance."
        })
public final class EncodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private TrialArguments arguments;

    @Option(
            names = "--data",
            paramLabel = "URI",
            required = true,
            description = "The examples: a file, plain or gzip, a path or the URI of any Hadoop file system.")
    private String examples;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the posteriors go, a path or URI. Default: encoded-TRIAL.parquet here.")
    private String target;

    @Option(
            names = "--data-root",
            paramLabel = "URI",
            defaultValue = "${env:SKIP_SWEEP_DATA:-data}",
            description =
                    "The folder that holds a folder per data set, which the vocabulary of a trial on text is made of."
                            + " Default: the environment variable SKIP_SWEEP_DATA, or ./data.")
    private String dataRoot;

    @Override
    public Integer call() throws IOException {
        Configuration hadoop = Submission.hadoop();
        ChosenTrial trial = arguments.chosen(hadoop);
        Path written = GivenPath.of(
                "--out", target == null ? "encoded-" + trial.trial().id() + ".parquet" : target, hadoop);
        long start = System.nanoTime();
        TrialEncoding encoding = TrialEncoding.of(
                trial,
                GivenPath.of("--data", examples, hadoop),
                GivenPath.of("--data-root", dataRoot, hadoop).toUri(),
                new WorkLines(command.commandLine().getErr()));
        try {
            LatentsParquet.write(encoding.encoded(), written, hadoop);
        } catch (IOException e) {
            throw new UserError(written + ": cannot be written (" + e + "); give --out a path that can be", e);
        }
        command.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: posteriors of %s by trial %s; %.1f s%n",
                        written,
                        encoding.counts()
                                .map(CorpusCounts::text)
                                .orElseGet(() -> String.format(
                                        Locale.ROOT,
                                        "%,d images",
                                        encoding.encoded().examples())),
                        trial.trial().id(),
                        (System.nanoTime() - start) / 1e9);
        command.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
