package org.skipsweep.driver.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.skipsweep.models.data.DataException;
import picocli.CommandLine.Option;

/** The option that says where data sets lie. */
final class DataRootOption {
    @Option(
            names = "--data",
            paramLabel = "URI",
            defaultValue = "${env:SKIP_SWEEP_DATA:-data}",
            description =
                    "The folder that holds a folder per data set, a local path or a URI of any Hadoop file system."
                            + " Default: the environment variable SKIP_SWEEP_DATA, or ./data.")
    private String place;

    /**
     * The folder, as an absolute URI without a slash at the end.
     *
     * @throws DataException if it is not a valid path or URI
     */
    URI uri() {
        return of("--data", place);
    }

    /**
     * A place as an absolute URI without a slash at the end.
     *
     * @param option the option that gives it, for the message
     * @throws DataException if it is not a valid path or URI
     */
    static URI of(String option, String place) {
        try {
            if (place.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                return new URI(place);
            }
            return new URI(
                    "file", null, Path.of(place).toAbsolutePath().normalize().toString(), null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DataException(option + " " + place + ": not a path or URI (" + e.getMessage() + ")", e);
        }
    }
}
