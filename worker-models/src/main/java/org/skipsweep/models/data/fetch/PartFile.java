package org.skipsweep.models.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.file.StoredFile;

/**
 * The local file that a download grows in until it is complete: {@code NAME.part} beside the target, or in the temporary
 * folder if the target is not on the local file system.
 */
public final class PartFile {
    private final FileSystem fileSystem;
    private final Path target;
    private final java.nio.file.Path part;

    PartFile(FileSystem fileSystem, Path target) throws IOException {
        this.fileSystem = fileSystem;
        this.target = target;
        this.part = isLocal()
                ? localTarget().resolveSibling(target.getName() + ".part")
                : java.nio.file.Path.of(
                        System.getProperty("java.io.tmpdir"), "skip-sweep-" + digestOf(target) + ".part");
        Files.createDirectories(part.getParent());
    }

    long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    void delete() throws IOException {
        Files.deleteIfExists(part);
    }

    void append(InputStream source, LongConsumer size) throws IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[1 << 16];
            long total = size();
            for (int length = source.read(buffer); length >= 0; length = source.read(buffer)) {
                out.write(buffer, 0, length);
                total += length;
                size.accept(total);
            }
        }
    }

    /** The first of the checksums that it does not have, beside what it has instead. */
    Optional<String> mismatch(List<Checksum> checksums) throws IOException {
        return Checksum.mismatch(() -> Files.newInputStream(part), size(), checksums);
    }

    /** Puts the complete file in its place; a reader never sees half of it. */
    void publish() throws IOException {
        if (isLocal()) {
            Files.deleteIfExists(localTarget().resolveSibling("." + target.getName() + ".crc"));
            Files.move(part, localTarget(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        Path remotePart = target.suffix(".part");
        fileSystem.copyFromLocalFile(true, true, new Path(part.toUri()), remotePart);
        fileSystem.delete(target, false);
        if (!fileSystem.rename(remotePart, target)) {
            throw new IOException("cannot rename " + remotePart + " to " + target);
        }
    }

    private boolean isLocal() {
        return "file".equals(fileSystem.getUri().getScheme());
    }

    private java.nio.file.Path localTarget() {
        return java.nio.file.Path.of(target.toUri().getPath());
    }

    private static String digestOf(Path path) {
        byte[] digest = StoredFile.newSha256().digest(path.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}
