package org.skipsweep.driver.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Whole text files, replaced atomically. */
final class SmallFiles {
    private SmallFiles() {}

    /** The file system of {@code path}; the local one without its hidden checksum files. */
    static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
        FileSystem fileSystem = path.getFileSystem(hadoop);
        return fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
    }

    /** The file's text, or empty if there is no such file. */
    static Optional<String> read(FileSystem fileSystem, Path file) throws IOException {
        try (FSDataInputStream in = fileSystem.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Puts the text in place of whatever the file held; a reader sees the one or the other. */
    static void write(FileSystem fileSystem, Path file, String text) throws IOException {
        Path temporary = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FSDataOutputStream out = fileSystem.create(temporary, true)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.hsync();
            }
            replace(fileSystem, temporary, file);
        } catch (IOException e) {
            fileSystem.delete(temporary, false);
            throw e;
        }
    }

    private static void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
        boolean renamed;
        if (fileSystem instanceof RawLocalFileSystem) {
            renamed = fileSystem.rename(from, to);
        } else {
            renamed = replaceRemotely(fileSystem, from, to);
        }
        if (!renamed) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    private static boolean replaceRemotely(FileSystem fileSystem, Path from, Path to) throws IOException {
        try {
            FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
                    .rename(from, to, Options.Rename.OVERWRITE);
            return true;
        } catch (UnsupportedFileSystemException e) {
            fileSystem.delete(to, false);
            return fileSystem.rename(from, to);
        }
    }
}
