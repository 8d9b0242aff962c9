package org.skipsweep.driver.submission;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Files that came along with a submission in cluster mode ({@code --files}), found by their names: what the submitting machine
 * calls {@code sweeps/quickstart.conf} is {@code quickstart.conf} here.
 */
public final class ShippedFiles {
    private final Submission submission;

    public ShippedFiles(Submission submission) {
        this.submission = submission;
    }

    /**
     * Where the file of that name is: in the folder of this process, where YARN and Kubernetes put it, or where the submission
     * says, which a standalone cluster leaves to its nodes. Empty if none came along, as in client mode.
     *
     * @param path a path on the submitting machine
     */
    public Optional<Path> find(String path) {
        if (!submission.onTheCluster()) {
            return Optional.empty();
        }
        String name = new Path(path).getName();
        java.nio.file.Path here = java.nio.file.Path.of(name).toAbsolutePath();
        if (Files.isRegularFile(here)) {
            return Optional.of(new Path(here.toUri()));
        }
        return Arrays.stream(submission.settings().get("spark.files", "").split(","))
                .filter(uri -> !uri.isBlank())
                .map(Path::new)
                .filter(file -> file.getName().equals(name))
                .findFirst();
    }
}
