package org.skipsweep.models.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of one trial, {@code checkpoint-E.zip} after epoch E, on any Hadoop file system. A checkpoint appears
 * whole or not at all; the last two are kept.
 */
public final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d+)\\.zip");
    private static final int KEPT = 2;

    private final Path folder;
    private final Configuration configuration;

    /** Checkpoints in {@code folder}, which need not exist yet. */
    public CheckpointFolder(Path folder, Configuration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    void save(Checkpoint checkpoint) throws IOException {
        FileSystem files = fileSystem();
        files.mkdirs(folder);
        Path path = path(checkpoint.state().epoch());
        Path temporary = new Path(folder, "." + path.getName() + ".part");
        try (OutputStream out = files.create(temporary, true)) {
            checkpoint.write(out);
        }
        files.delete(path, false);
        if (!files.rename(temporary, path)) {
            throw new IOException("could not rename " + temporary + " to " + path);
        }
        List<Integer> epochs = epochs();
        for (int epoch : epochs.subList(0, Math.max(0, epochs.size() - KEPT))) {
            files.delete(path(epoch), false);
        }
    }

    Optional<Checkpoint> latest() throws IOException {
        List<Integer> epochs = epochs();
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        Path path = path(epochs.get(epochs.size() - 1));
        try (InputStream in = fileSystem().open(path)) {
            return Optional.of(Checkpoint.read(in));
        } catch (IOException e) {
            throw new IOException("cannot read checkpoint " + path + "; delete it to go on from an earlier one", e);
        }
    }

    /** Path of the newest checkpoint, if there is one. */
    public Optional<Path> latestPath() throws IOException {
        List<Integer> epochs = epochs();
        return epochs.isEmpty() ? Optional.empty() : Optional.of(path(epochs.get(epochs.size() - 1)));
    }

    /** The folder's file system; the local one without its hidden checksum files. */
    private FileSystem fileSystem() throws IOException {
        FileSystem files = folder.getFileSystem(configuration);
        return files instanceof LocalFileSystem local ? local.getRaw() : files;
    }

    private Path path(int epoch) {
        return new Path(folder, "checkpoint-" + epoch + ".zip");
    }

    private List<Integer> epochs() throws IOException {
        FileSystem files = fileSystem();
        if (!files.exists(folder)) {
            return List.of();
        }
        return Arrays.stream(files.listStatus(folder))
                .map(FileStatus::getPath)
                .map(path -> NAME.matcher(path.getName()))
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
