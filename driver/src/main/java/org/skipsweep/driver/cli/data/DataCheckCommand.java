package org.skipsweep.driver.cli.data;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skipsweep.driver.cli.DataRootOption;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.trial.Dataset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep data check NAME}: a line per file; exit code 2 if one cannot be used. */
@Command(
        name = "check",
        description = "Verify the files of a data set against their published checksums.",
        mixinStandardHelpOptions = true)
final class DataCheckCommand implements Callable<Integer> {
    @Mixin
    private DataNameParameter name;

    @Mixin
    private DataRootOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Dataset dataset = name.dataset();
        DatasetSource source = DatasetSources.of(dataset);
        List<FileReport> reports = source.check(new DataRoot(data.uri(), Submission.hadoop()));
        PrintWriter out = spec.commandLine().getOut();
        if (reports.isEmpty()) {
            out.println(source.byHand()
                    .map(files -> dataset.label() + ": " + files)
                    .orElse(dataset.label() + " is built in: there is nothing to check"));
        }
        reports.forEach(report -> out.println(line(report)));
        out.flush();
        return reports.stream().allMatch(FileReport::usable) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private static String line(FileReport report) {
        return String.format(
                "%-9s  %s: %s", report.verdict().name().toLowerCase(Locale.ROOT), report.path(), report.detail());
    }
}
