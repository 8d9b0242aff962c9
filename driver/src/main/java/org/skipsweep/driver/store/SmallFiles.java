package org.skipsweep.driver.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

/** Whole files, replaced atomically; local ones without the hidden checksum files that Hadoop puts beside them. */
public final class SmallFiles {
    private SmallFiles() {}

    /** The file system of {@code path}; the local one without its hidden checksum files. */
    public static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
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
    public static void write(FileSystem fileSystem, Path file, String text) throws IOException {
        Path temporary = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
        if (fileSystem instanceof RawLocalFileSystem local) {
            writeLocally(
                    local.pathToFile(temporary).toPath(), local.pathToFile(file).toPath(), text);
        } else {
            writeRemotely(fileSystem, temporary, file, text);
        }
    }

    /** Without Hadoop, which starts a {@code chmod} process for each file where it has no native library. */
    private static void writeLocally(java.nio.file.Path temporary, java.nio.file.Path file, String text)
            throws IOException {
        try {
            Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeRemotely(FileSystem fileSystem, Path temporary, Path file, String text)
            throws IOException {
        try {
            try (FSDataOutputStream out = fileSystem.create(temporary, true)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            replaceRemotely(fileSystem, temporary, file);
        } catch (IOException e) {
            fileSystem.delete(temporary, false);
            throw e;
        }
    }

    /**
     * Renames {@code from} to {@code to}, in place of whatever stood there; a reader sees the one or the other.
     *
     * @param fileSystem the {@link #fileSystem} of both
     */
    public static void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
        if (fileSystem instanceof RawLocalFileSystem local) {
            Files.deleteIfExists(local.pathToFile(checksums(to)).toPath());
            Files.move(local.pathToFile(from).toPath(), local.pathToFile(to).toPath(), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(local.pathToFile(checksums(from)).toPath());
        } else {
            replaceRemotely(fileSystem, from, to);
        }
    }

    /** Where Hadoop's checksummed local file system keeps the checksums of a file. */
    private static Path checksums(Path file) {
        return new Path(file.getParent(), "." + file.getName() + ".crc");
    }

    private static void replaceRemotely(FileSystem fileSystem, Path from, Path to) throws IOException {
        try {
            FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
                    .rename(from, to, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            fileSystem.delete(to, false);
            if (!fileSystem.rename(from, to)) {
                throw new IOException("cannot rename " + from + " to " + to, e);
            }
        }
    }
}
