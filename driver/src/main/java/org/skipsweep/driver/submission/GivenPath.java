package org.skipsweep.driver.submission;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.driver.message.UserError;

/**
 * Paths as they are given on the command line. One rule holds for all of them but sweep files: without a scheme they lie on
 * Hadoop's default file system ({@code fs.defaultFS}, the local one unless it is configured), relative ones below its
 * working directory.
 */
public final class GivenPath {
    /** Hadoop's own clients that its core does not bring. */
    private static final Map<String, String> CLIENTS =
            Map.of("s3a", "hadoop-aws", "abfs", "hadoop-azure", "abfss", "hadoop-azure", "wasb", "hadoop-azure");

    private GivenPath() {}

    /**
     * The path with scheme.
     *
     * @param option the option that gives it, for the message; empty where the place itself says enough
     * @param place a path or URI
     * @throws UserError if it is neither, its file system's client is not on the class path, or it is relative to the folder
     *     of a process whose node nobody chose
     */
    public static Path of(String option, String place, Configuration hadoop) {
        String shown = option.isEmpty() ? place : option + " " + place;
        Path path = parsed(place, shown);
        try {
            requireClient(path, shown, hadoop);
            if (path.toUri().getScheme() != null) {
                return path;
            }
            FileSystem fileSystem = FileSystem.get(hadoop);
            boolean local = fileSystem.getUri().getScheme().equals("file");
            if (local && !path.isAbsolute() && Submission.current().onTheCluster()) {
                throw new UserError(
                        shown + ": is relative to the folder of the driver, which in cluster mode lies on one of"
                                + " the nodes; give an absolute path or a URI that all nodes reach");
            }
            return path.makeQualified(fileSystem.getUri(), fileSystem.getWorkingDirectory());
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    shown + ": the default file system " + FileSystem.getDefaultUri(hadoop) + " cannot be reached ("
                            + e.getMessage() + "); mend fs.defaultFS, or give a URI",
                    e);
        }
    }

    private static Path parsed(String place, String shown) {
        try {
            Path path = new Path(place);
            String authority = path.toUri().getAuthority();
            if (authority != null) {
                // A path quotes what it must, an authority can't be quoted.
                URI.create(path.toUri().getScheme() + "://" + authority);
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new UserError(shown + ": not a path or URI (" + e.getMessage() + ")", e);
        }
    }

    /** The class of a client may be configured and missing; what the file system itself lacks is told where it is used. */
    private static void requireClient(Path path, String shown, Configuration hadoop) throws IOException {
        String scheme = path.toUri().getScheme() == null
                ? FileSystem.getDefaultUri(hadoop).getScheme()
                : path.toUri().getScheme();
        try {
            FileSystem.getFileSystemClass(scheme, hadoop);
        } catch (UnsupportedFileSystemException e) {
            // Nothing is configured for the scheme.
        } catch (RuntimeException | LinkageError e) {
            String what = CLIENTS.containsKey(scheme)
                    ? "SKIP_SWEEP_PACKAGES=org.apache.hadoop:" + CLIENTS.get(scheme) + ":" + VersionInfo.getVersion()
                            + " for the scripts below cluster/ (spark-submit: --packages with the same)"
                    : "SKIP_SWEEP_JARS=ITS.JAR for the scripts below cluster/ (spark-submit: --jars)";
            throw new UserError(
                    shown + ": Hadoop's client for " + scheme + ": is not on the class path (" + RootCause.message(e)
                            + "); add it by " + what,
                    e);
        }
    }
}
