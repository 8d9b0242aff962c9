package org.skipsweep.models.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class DiskStreamTest {
    /** What Linux has for a disk that is full. */
    private static final Path FULL = Path.of("/dev/full");

    @Test
    void fullDisk_isToldWithTheFile() throws IOException {
        assumeThat(FULL).exists();
        try (FileChannel channel = FileChannel.open(FULL, StandardOpenOption.WRITE);
                OutputStream stream = new DiskStream(Channels.newOutputStream(channel), Path.of("out/plan.json"))) {
            assertThatThrownBy(() -> stream.write(new byte[10]))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("out/plan.json: ");
        }
    }
}
