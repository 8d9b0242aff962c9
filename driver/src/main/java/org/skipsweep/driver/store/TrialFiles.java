package org.skipsweep.driver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.files.WholeFiles;

/** The files of one kind that the trials of an output have left, whatever characters its path holds. */
public final class TrialFiles {
    /** How trials ended. */
    public static final String RESULT = "result.json";

    /** How classifiers did. */
    public static final String CLASSIFICATION = "classification.json";

    /** How the epochs went, a line each. */
    public static final String PROGRESS = "progress.jsonl";

    /** The test set's latents. */
    public static final String LATENTS = "latents.parquet";

    /** What a trial on text made of test documents and of nothing, where somebody had it written there. */
    public static final String SAMPLES = "samples.json";

    private TrialFiles() {}

    /** Where the file called {@code name} of a trial lies in the output {@code root}. */
    public static Path path(Path root, String trial, String name) {
        return new Path(new Path(TrialFolder.trials(root), trial), name);
    }

    /**
     * The text of every file called {@code name} in a folder of {@code root/trials}, by the name of the folder.
     *
     * @throws UncheckedIOException if the output cannot be read
     */
    public static SortedMap<String, String> texts(Path root, String name, Configuration hadoop) {
        try {
            WholeFiles files = WholeFiles.on(root, hadoop);
            List<String> folders = List.copyOf(folders(files, root));
            List<Optional<String>> texts = SideBySide.read(folders, folder -> files.text(path(root, folder, name)));
            SortedMap<String, String> found = new TreeMap<>();
            for (int i = 0; i < folders.size(); i++) {
                String folder = folders.get(i);
                texts.get(i).ifPresent(text -> found.put(folder, text));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the trials in " + root, e);
        }
    }

    /** The names of the folders of trials in the output {@code root}: one listing tells which of many were begun. */
    static Set<String> folders(WholeFiles files, Path root) throws IOException {
        return files.list(TrialFolder.trials(root)).stream()
                .filter(FileStatus::isDirectory)
                .map(status -> status.getPath().getName())
                .collect(Collectors.toSet());
    }
}
