package org.skipsweep.driver.store.parquet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.latents.LatentsParquet;
import org.skipsweep.models.trial.result.Latents;

/** Parquet files whose footers or pages claim what is not there. */
class ForgedParquetTest {
    private static final int TAIL = 8;

    private final Configuration hadoop = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void whatIsWritten_passes() throws IOException {
        assertThatCode(() -> check(valid())).doesNotThrowAnyException();
    }

    @Test
    void listOfMoreThanItsFooterHas_takesNoMemory() throws IOException {
        // Version 1, then a schema of 2^31 - 1 elements.
        byte[] footer = {0x15, 2, 0x19, (byte) 0xfc, -1, -1, -1, -1, 7};
        assertRefused(file(new byte[0], footer), "its footer is damaged: it is none of Parquet's");
    }

    @Test
    void columnOutsideItsFile_refused() throws IOException {
        for (Consumer<ColumnMetaData> forgery : List.<Consumer<ColumnMetaData>>of(
                column -> column.setTotal_compressed_size(1L << 40),
                column -> column.setTotal_compressed_size(-1),
                column -> column.setData_page_offset(1 << 30),
                column -> column.setNum_values(-5))) {
            assertRefused(
                    forged(footer -> forgery.accept(column(footer))),
                    "its footer is damaged: what it says of its columns does not fit the file");
        }
    }

    @Test
    void columnsThatAreNoTree_refused() throws IOException {
        assertRefused(
                forged(footer -> footer.getSchema().get(0).setNum_children(1000)),
                "its footer is damaged: its columns are no tree");
    }

    @Test
    void moreValuesThanItsPagesHold_refused() throws IOException {
        assertRefused(
                forged(footer -> column(footer).setNum_values(1L << 50)),
                "damaged: its pages hold another number of values than its footer says");
    }

    @Test
    void moreRowsThanFitIntoMemory_refused() throws IOException {
        Path file = forged(footer -> {
            footer.getRow_groups().get(0).setNum_rows(1L << 50);
            footer.setNum_rows(1L << 50);
        });
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(": holds 1,125,899,906,842,6")
                .hasMessageContaining("give Java more (-Xmx), or split the file");
    }

    private static ColumnMetaData column(FileMetaData footer) {
        return footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
    }

    private void assertRefused(Path file, String problem) {
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(UserError.class)
                .hasMessage(new org.apache.hadoop.fs.Path(file.toUri()) + ": " + problem);
    }

    private void check(Path file) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
        ParquetPages.check(status.getPath(), ParquetFooter.read(status, hadoop), hadoop);
    }

    private Path valid() throws IOException {
        Path file = folder.resolve("latents.parquet");
        double[][] rows = {{1, 2}, {3, 4}};
        LatentsParquet.write(
                new Latents(rows, rows, rows, Optional.empty()), new org.apache.hadoop.fs.Path(file.toUri()), hadoop);
        return file;
    }

    /** A valid file with another footer. */
    private Path forged(Consumer<FileMetaData> forgery) throws IOException {
        Path file = valid();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        FileMetaData footer = ParquetFooter.read(path.getFileSystem(hadoop).getFileStatus(path), hadoop);
        byte[] bytes = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TAIL);
        forgery.accept(footer);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, changed);
        byte[] pages = Arrays.copyOfRange(bytes, 4, bytes.length - TAIL - length);
        return file(pages, changed.toByteArray());
    }

    private Path file(byte[] pages, byte[] footer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        bytes.write(magic);
        bytes.write(pages);
        bytes.write(footer);
        bytes.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        bytes.write(magic);
        return Files.write(folder.resolve("forged.parquet"), bytes.toByteArray());
    }
}
