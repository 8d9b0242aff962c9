package org.skipsweep.models.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Files of this machine: written beside, forced to the disk, then renamed over. Without Hadoop, which starts a {@code chmod}
 * process for each file where it has no native library.
 */
record LocalRename(RawLocalFileSystem fileSystem) implements Commit {
    private static final int BUFFER = 1 << 16;

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectories(local(folder));
    }

    @Override
    public void makeFoldersAbove(Path file) throws IOException {
        makeFolder(file.getParent());
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        java.nio.file.Path temporary = temporary(file);
        try {
            fill(temporary, local(file), content);
            replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** By a hard link, which is made whole and never in the place of another file; where there are none, as other stores do. */
    @Override
    public Creation create(Path file, Content content) throws IOException {
        java.nio.file.Path temporary = temporary(file);
        try {
            fill(temporary, local(file), content);
            Files.createLink(local(file), temporary);
            return Creation.SURE;
        } catch (FileAlreadyExistsException e) {
            return Creation.THERE;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return Commit.super.create(file, content);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private java.nio.file.Path temporary(Path file) {
        return local(file).resolveSibling(Temporaries.nameFor(file.getName()));
    }

    /** @param file what {@code temporary} is to become */
    private static void fill(java.nio.file.Path temporary, java.nio.file.Path file, Content content)
            throws IOException {
        try (FileChannel channel = opened(temporary, file)) {
            OutputStream out =
                    new BufferedOutputStream(new DiskStream(Channels.newOutputStream(channel), file), BUFFER);
            content.writeTo(new OpenEndedStream(out));
            out.flush();
            channel.force(true);
        }
    }

    private static FileChannel opened(java.nio.file.Path temporary, java.nio.file.Path file) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw because(e, new NoSuchFileException(file.getParent().toString()));
        } catch (FileSystemException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.getReason();
            throw because(e, new FileSystemException(file.toString(), null, reason));
        }
    }

    private static FileSystemException because(FileSystemException cause, FileSystemException named) {
        named.initCause(cause);
        return named;
    }

    @Override
    public void move(Path finished, Path file) throws IOException {
        replace(local(finished), file);
        Files.deleteIfExists(local(checksums(finished)));
    }

    @Override
    public void take(java.nio.file.Path finished, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            replace(finished, file);
        } catch (AtomicMoveNotSupportedException onAnotherDisk) {
            Commit.super.take(finished, file);
        }
    }

    /** Checksums of what stood there go first: Hadoop would hold the new content against them. */
    private void replace(java.nio.file.Path finished, Path file) throws IOException {
        Files.deleteIfExists(local(checksums(file)));
        Files.move(finished, local(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where Hadoop's checksummed local file system keeps the checksums of a file. */
    private static Path checksums(Path file) {
        return new Path(file.getParent(), "." + file.getName() + ".crc");
    }

    private java.nio.file.Path local(Path path) {
        return fileSystem.pathToFile(path).toPath();
    }
}
