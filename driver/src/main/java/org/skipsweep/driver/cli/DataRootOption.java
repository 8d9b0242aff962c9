package org.skipsweep.driver.cli;

import java.net.URI;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import picocli.CommandLine.Option;

/** The option that says where data sets lie. */
public final class DataRootOption {
    @Option(
            names = "--data",
            paramLabel = "URI",
            defaultValue = "${env:SKIP_SWEEP_DATA:-data}",
            description = "The folder that holds a folder per data set, a path or a URI of any Hadoop file system."
                    + " Default: the environment variable SKIP_SWEEP_DATA, or ./data.")
    private String place;

    /**
     * The folder, as an absolute URI without a slash at the end.
     *
     * @throws UserError if it is not a valid path or URI
     */
    public URI uri() {
        return GivenPath.of("--data", place, Submission.hadoop()).toUri();
    }
}
