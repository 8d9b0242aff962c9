package org.skipsweep.models.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** How a kind of file system puts a whole file in the place of another. */
sealed interface Commit permits LocalRename, HdfsRename, ObjectPut {

    /** The store itself. */
    FileSystem fileSystem();

    /** Makes a folder and those above it. */
    default void makeFolder(Path folder) throws IOException {
        fileSystem().mkdirs(folder);
    }

    /** Makes a folder of which {@link #folders} can tell that it was begun now. */
    default void beginFolder(Path folder) throws IOException {
        makeFolder(folder);
    }

    /** How to tell that something in a folder has changed. */
    default Folders folders() {
        return new KeptFolders(fileSystem());
    }

    /** Makes the folders above {@code file}, where a store has any. */
    default void makeFoldersAbove(Path file) throws IOException {}

    /** Puts {@code content} in the place of whatever {@code file} held, in a folder that is there; if it fails, that stays. */
    void write(Path file, Content content) throws IOException;

    /**
     * Writes {@code content} if there is no {@code file}. Where a store cannot do that in one step, it is looked for first, and two who
     * look at the same moment both write.
     */
    default Creation create(Path file, Content content) throws IOException {
        if (fileSystem().exists(file)) {
            return Creation.THERE;
        }
        write(file, content);
        return Creation.UNSURE;
    }

    /** Puts {@code finished}, a file of the same store, in the place of {@code file}; it is gone afterwards. */
    default void move(Path finished, Path file) throws IOException {
        write(file, out -> {
            try (InputStream in = fileSystem().open(finished)) {
                in.transferTo(out);
            }
        });
        fileSystem().delete(finished, false);
    }

    /** Puts {@code finished}, a file of this machine, in the place of {@code file}; it is gone afterwards. */
    default void take(java.nio.file.Path finished, Path file) throws IOException {
        write(file, out -> Files.copy(finished, out));
        Files.delete(finished);
    }

    /**
     * The way for {@code place}.
     *
     * @throws UnsupportedFileSystemException if there is none, so that a reader could find half a file or none
     */
    static Commit at(Place place) throws IOException {
        FileSystem fileSystem = place.fileSystem();
        if (fileSystem instanceof RawLocalFileSystem local) {
            return new LocalRename(local);
        }
        if (fileSystem instanceof DistributedFileSystem hdfs) {
            return new HdfsRename(hdfs);
        }
        if (fileSystem.hasPathCapability(place.path(), CommonPathCapabilities.ABORTABLE_STREAM)) {
            return new AbortablePut(fileSystem);
        }
        String scheme = fileSystem.getUri().getScheme();
        if (scheme.equals(SpooledPut.SCHEME)) {
            return new SpooledPut(fileSystem);
        }
        throw new UnsupportedFileSystemException("files on " + scheme
                + ": can be replaced neither by a rename nor by a write that shows only when it is complete, so that readers would"
                + " find half files; those on file:, hdfs:, s3a: and gs: can");
    }
}
