package org.skipsweep.driver.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.page.OutputView;
import org.skipsweep.driver.page.ReportPage;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.files.WholeFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep report OUT}: the output as one page. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Write the output of a run as one page that needs nothing else: claims, collapse, curves, tables, trials,"
                        + " provenance.")
public final class ReportCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The output of a run, finished or not: a path or a URI.")
    private String out;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the page goes, a path or a URI. Default: OUT/report.html.")
    private String file;

    @Override
    public Integer call() throws IOException {
        Configuration hadoop = Submission.hadoop();
        byte[] page = ReportPage.file().render(OutputView.of(out, hadoop).changes(0));
        Path target = file == null
                ? new Path(GivenPath.of("", out, hadoop), "report.html")
                : GivenPath.of("--file", file, hadoop);
        try {
            WholeFiles.on(target, hadoop).write(target, page);
        } catch (IOException e) {
            throw new UserError(
                    target + ": cannot be written (" + e.getMessage() + "); give --file a path that can be", e);
        }
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %.1f MB%n", target, page.length / MEGABYTE);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
