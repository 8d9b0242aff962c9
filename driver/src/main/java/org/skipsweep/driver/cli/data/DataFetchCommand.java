package org.skipsweep.driver.cli.data;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skipsweep.driver.cli.DataRootOption;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.fetch.Download;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.trial.Dataset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep data fetch NAME}: downloads what is not there yet. */
@Command(
        name = "fetch",
        description = "Download the published files of a data set, continuing a broken download.",
        mixinStandardHelpOptions = true)
final class DataFetchCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin
    private DataNameParameter name;

    @Mixin
    private DataRootOption data;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Download from this folder (http or https) instead of the public homes.")
    private URI from;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Dataset dataset = name.dataset();
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> byHand = DatasetSources.of(dataset).byHand();
        if (byHand.isPresent()) {
            throw new DataException(dataset.label() + " cannot be fetched: " + byHand.get());
        }
        List<PublishedFile> files = files(dataset);
        if (files.isEmpty()) {
            out.println(dataset.label() + " is built in: there is nothing to fetch");
        }
        for (PublishedFile file : files) {
            fetch(file, data.uri(), out);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<PublishedFile> files(Dataset dataset) {
        List<PublishedFile> files = DatasetSources.of(dataset).files();
        if (from == null) {
            return files;
        }
        if (!"http".equals(from.getScheme()) && !"https".equals(from.getScheme())) {
            throw new DataException("--from " + from + ": expected an address that starts with http:// or https://");
        }
        return files.stream().map(file -> file.from(from)).toList();
    }

    private static void fetch(PublishedFile file, URI root, PrintWriter out) {
        Download.Outcome outcome;
        try (DataProgress progress = DataProgress.of(file, out)) {
            outcome = new Download(Submission.hadoop(), PAUSE, progress).fetch(file, root);
        }
        out.println(file.path() + ": "
                + switch (outcome) {
                    case FETCHED -> "fetched, ";
                    case ALREADY_THERE -> "already there, ";
                }
                + file.checksumNames() + " as published");
        out.flush();
    }
}
