package org.skipsweep.driver.cli.data;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.skipsweep.driver.cli.DataRootOption;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.trial.Dataset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep data list}: a line per data set. */
@Command(
        name = "list",
        description = "The data sets, their sizes, and whether their files are there.",
        mixinStandardHelpOptions = true)
final class DataListCommand implements Callable<Integer> {
    private static final String ROW = "%-16s  %-24s  %10s  %s%n";

    @Mixin
    private DataRootOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataRoot root = new DataRoot(data.uri(), Submission.hadoop());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "name", "train/validation/test", "download", "state (" + root.shown() + ")");
        for (Dataset dataset : Dataset.values()) {
            out.printf(ROW, dataset.label(), sizes(dataset), download(dataset), state(dataset, root));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String sizes(Dataset dataset) {
        List<Integer> sizes = DatasetSources.of(dataset).sizes();
        return sizes.isEmpty()
                ? "any"
                : sizes.stream()
                        .map(size -> String.format(Locale.ROOT, "%,d", size))
                        .collect(Collectors.joining("/"));
    }

    private static String download(Dataset dataset) {
        DatasetSource source = DatasetSources.of(dataset);
        List<PublishedFile> files = source.files();
        if (files.isEmpty()) {
            return source.byHand().isPresent() ? "by hand" : "none";
        }
        if (files.stream().anyMatch(file -> file.bytes().isEmpty())) {
            return "unknown";
        }
        long bytes = files.stream().mapToLong(file -> file.bytes().getAsLong()).sum();
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String state(Dataset dataset, DataRoot root) {
        DatasetSource source = DatasetSources.of(dataset);
        if (source.files().isEmpty() && source.byHand().isEmpty()) {
            return "built in";
        }
        if (source.sizes().isEmpty()) {
            return "files of your own, see: sweep data check " + dataset.label();
        }
        List<String> problems = source.problems(root);
        return problems.isEmpty() ? "present" : "not usable, see: sweep data check " + dataset.label();
    }
}
