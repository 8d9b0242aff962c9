package org.skipsweep.models.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.skipsweep.models.data.file.StoredFile;
import org.skipsweep.models.files.WholeFiles;

/**
 * The local file that a download grows in until it is complete: {@code NAME.part} beside the target, or in the temporary
 * folder if the target is not on the local file system.
 */
public final class PartFile {
    private final WholeFiles files;
    private final Path target;
    private final java.nio.file.Path part;

    PartFile(WholeFiles files, Path target) throws IOException {
        this.files = files;
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
        files.take(part, target);
    }

    private boolean isLocal() {
        return files.fileSystem() instanceof RawLocalFileSystem;
    }

    private java.nio.file.Path localTarget() {
        return java.nio.file.Path.of(target.toUri().getPath());
    }

    private static String digestOf(Path path) {
        byte[] digest = StoredFile.newSha256().digest(path.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}
