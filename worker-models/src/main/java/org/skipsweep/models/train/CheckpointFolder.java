package org.skipsweep.models.train;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.files.WholeFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one trial, {@code checkpoint-E.zip} after epoch E, on any file system that keeps files whole. A
 * checkpoint appears whole or not at all; the last two are kept.
 */
public final class CheckpointFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d+)\\.zip");
    private static final int KEPT = 2;

    private final Path folder;
    private final Configuration configuration;
    private boolean made;

    /** Checkpoints in {@code folder}, which need not exist yet. */
    public CheckpointFolder(Path folder, Configuration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /** Makes the folder. Where it is gone later on, {@link #save} fails; if this was not called before, the first one makes it. */
    public void make() throws IOException {
        files().makeFolder(folder);
        made = true;
    }

    void save(Checkpoint checkpoint) throws IOException {
        WholeFiles files = files();
        if (!made) {
            make();
        }
        files.writeInside(path(checkpoint.state().epoch()), checkpoint::write);
        List<Integer> epochs = epochs(files.clear(folder, Duration.ZERO));
        for (int epoch : epochs.subList(0, Math.max(0, epochs.size() - KEPT))) {
            files.fileSystem().delete(path(epoch), false);
        }
    }

    /**
     * The newest checkpoint that can be read, if there is any checkpoint: what training goes on from.
     *
     * @throws IOException if there are checkpoints and none can be read
     */
    Optional<Checkpoint> latest() throws IOException {
        IOException first = null;
        for (Path path : newestFirst()) {
            try {
                return Optional.of(read(path));
            } catch (InterruptedIOException | ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                LOG.warn(
                        "{}: {}; looking for an earlier one",
                        e.getMessage(),
                        e.getCause().getMessage());
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return Optional.empty();
    }

    /**
     * The newest checkpoint, if there is any: of a trial that has ended, what was measured.
     *
     * @throws IOException if it cannot be read
     */
    Optional<Checkpoint> newest() throws IOException {
        Optional<Path> path = latestPath();
        return path.isEmpty() ? Optional.empty() : Optional.of(read(path.get()));
    }

    private Checkpoint read(Path path) throws IOException {
        try {
            WholeFiles files = files();
            long length = files.fileSystem().getFileStatus(path).getLen();
            return files.read(path, in -> Checkpoint.read(in, length));
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot read checkpoint " + path + "; delete it to go on from an earlier one", e);
        }
    }

    /** Path of the newest checkpoint, if there is one. */
    public Optional<Path> latestPath() throws IOException {
        return newestFirst().stream().findFirst();
    }

    private WholeFiles files() throws IOException {
        return WholeFiles.on(folder, configuration);
    }

    private Path path(int epoch) {
        return new Path(folder, "checkpoint-" + epoch + ".zip");
    }

    private List<Path> newestFirst() throws IOException {
        return epochs(files().list(folder).stream()
                        .map(status -> status.getPath().getName())
                        .toList())
                .stream()
                .sorted(Comparator.reverseOrder())
                .map(this::path)
                .toList();
    }

    private static List<Integer> epochs(List<String> names) {
        return names.stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
