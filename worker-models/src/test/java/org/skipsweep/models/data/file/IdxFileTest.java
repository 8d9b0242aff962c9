package org.skipsweep.models.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.TestFiles;

class IdxFileTest {
    private static final String AGAIN = "; the file is damaged or incomplete, copy or fetch it again";

    @TempDir
    private Path folder;

    @Test
    void plainAndGzip_readBackEqual() throws IOException {
        byte[] values = {0, 1, -1, 127, -128, 5};
        byte[] plain = TestFiles.idx(new int[] {2, 3}, values);
        for (byte[] stored : new byte[][] {plain, TestFiles.gzip(plain)}) {
            IdxFile file = IdxFile.read(file(stored), new Configuration());
            assertThat(file.dims()).containsExactly(2, 3);
            assertThat(file.bytes()).isEqualTo(values);
            assertThat(file.sha256()).isEqualTo(StoredFile.sha256(new ByteArrayInputStream(stored)));
            assertThat(IdxFile.readDims(file(stored), new Configuration())).containsExactly(2, 3);
        }
    }

    @Test
    void otherFormat_namesFoundAndExpectedBytes() throws IOException {
        assertMessage(
                "<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII),
                "not an IDX file: it starts with 3c 21 44 4f, expected 00 00 08 and the number of dimensions");
    }

    @Test
    void empty_saysSo() throws IOException {
        assertMessage(
                new byte[0],
                "not an IDX file: it starts with nothing (it is empty), expected 00 00 08 and the number of dimensions");
    }

    @Test
    void floatValues_refused() throws IOException {
        assertMessage(
                new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0},
                "IDX values of type 0d, expected 08 (unsigned byte)");
    }

    @Test
    void noDimensions_refused() throws IOException {
        assertMessage(new byte[] {0, 0, 8, 0}, "IDX file of 0 dimensions, expected 1 to 8" + AGAIN);
    }

    @Test
    void headerCutOff_countsBytes() throws IOException {
        assertMessage(
                new byte[] {0, 0, 8, 3, 0, 0, 0, 1},
                "truncated: an IDX header of 3 dimensions has 16 bytes but there are 8" + AGAIN);
    }

    @Test
    void negativeOrHugeSizes_refused() throws IOException {
        assertMessage(
                new byte[] {0, 0, 8, 1, -1, -1, -1, -1},
                "IDX sizes -1, expected positive ones with a product below 2 GiB" + AGAIN);
        assertMessage(
                new byte[] {0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0},
                "IDX sizes 65,536 x 65,536, expected positive ones with a product below 2 GiB" + AGAIN);
    }

    @Test
    void valuesCutOff_countsBytes() throws IOException {
        byte[] whole = TestFiles.idx(new int[] {50, 28}, new byte[1400]);
        assertMessage(
                Arrays.copyOf(whole, whole.length - 100),
                "truncated: its header promises 50 x 28 = 1,400 bytes but 1,300 follow" + AGAIN);
    }

    @Test
    void trailingBytes_refused() throws IOException {
        byte[] whole = TestFiles.idx(new int[] {4}, new byte[4]);
        assertMessage(
                Arrays.copyOf(whole, whole.length + 1),
                "too long: its header promises 4 = 4 bytes but more follow" + AGAIN);
    }

    @Test
    void gzipCutOff_saysBroken() throws IOException {
        byte[] packed = TestFiles.gzip(TestFiles.idx(new int[] {4000}, new byte[4000]));
        assertMessage(
                Arrays.copyOf(packed, packed.length - 12),
                "broken gzip file (Unexpected end of ZLIB input stream)" + AGAIN);
    }

    @Test
    void absent_saysCannotBeRead() {
        org.apache.hadoop.fs.Path path = TestFiles.hadoop(folder.resolve("none"));
        assertThatThrownBy(() -> IdxFile.read(path, new Configuration()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(path + ": cannot be read: ");
    }

    private org.apache.hadoop.fs.Path file(byte[] bytes) throws IOException {
        return TestFiles.hadoop(TestFiles.write(folder.resolve("some-file"), bytes));
    }

    private void assertMessage(byte[] bytes, String message) throws IOException {
        org.apache.hadoop.fs.Path path = file(bytes);
        assertThatThrownBy(() -> IdxFile.read(path, new Configuration()))
                .isInstanceOf(DataException.class)
                .hasMessage(path + ": " + message);
    }
}
