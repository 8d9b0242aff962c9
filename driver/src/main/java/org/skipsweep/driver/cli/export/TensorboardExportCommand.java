package org.skipsweep.driver.cli.export;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.export.TrialRecords;
import org.skipsweep.driver.export.tensorboard.TensorboardExport;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep export tensorboard OUT}: event files of every trial. */
@Command(
        name = "tensorboard",
        mixinStandardHelpOptions = true,
        description =
                "Write an event file of TensorBoard for every trial that was begun: settings, metrics by epoch and what was"
                        + " measured in the end, in single precision. Exporting again replaces them.")
public final class TensorboardExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The output of a run, finished or not: a path or a URI.")
    private String out;

    @Option(
            names = "--logdir",
            paramLabel = "DIR",
            required = true,
            description = "Where the folders of trials go, a path or a URI: what tensorboard --logdir is given.")
    private String logdir;

    @Override
    public Integer call() throws IOException {
        Configuration hadoop = Submission.hadoop();
        TrialRecords records = TrialRecords.of(out, hadoop);
        Path folder = GivenPath.of("--logdir", logdir, hadoop);
        int written;
        try (ExportProgress progress = ExportProgress.of(spec.commandLine().getErr())) {
            written = new TensorboardExport(records, folder, hadoop).run(progress);
        }
        spec.commandLine()
                .getOut()
                .println(written + " of " + Counted.of(records.plan().trials().size(), "trial") + " in " + logdir
                        + ". See them: tensorboard --logdir " + logdir);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
