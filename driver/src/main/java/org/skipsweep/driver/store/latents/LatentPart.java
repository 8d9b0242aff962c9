package org.skipsweep.driver.store.latents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.driver.message.UserError;

/** A Parquet file with latents, of which nothing but their columns is read, whatever else it holds. */
final class LatentPart {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    /** Length of the footer, then the magic word. */
    private static final int TAIL = 8;

    private static final Set<CompressionCodecName> FOREIGN =
            EnumSet.of(CompressionCodecName.BROTLI, CompressionCodecName.LZO);
    private static final String REMEDY = "; write it uncompressed, or with snappy, gzip or zstd";

    private final FileStatus status;
    private final Configuration hadoop;
    private final List<String> allColumns;
    private final ParquetMetadata footer;
    private final LatentColumns columns;

    private LatentPart(FileStatus status, Configuration hadoop, FileMetaData metadata) throws IOException {
        this.status = status;
        this.hadoop = new Configuration(hadoop);
        this.hadoop.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
        this.allColumns = FooterColumns.names(metadata);
        this.footer = new ParquetMetadataConverter()
                .fromParquetMetadata(FooterColumns.only(metadata, new HashSet<>(LatentColumns.NAMES)));
        this.columns =
                new LatentColumns(status.getPath(), footer.getFileMetaData().getSchema());
    }

    /**
     * Reads a file's footer.
     *
     * @throws UserError if it is no Parquet file that can be read, with the cause
     */
    static LatentPart open(FileStatus status, Configuration hadoop) throws IOException {
        FileMetaData metadata = metadata(status, hadoop);
        FooterColumns.unknown(metadata, LatentColumns.NAMES).ifPresent(column -> {
            throw new UserError(status.getPath() + ": column " + column
                    + " has a type that is too new for this program, perhaps float16; write it as float or double");
        });
        try {
            return new LatentPart(status, hadoop, metadata);
        } catch (RuntimeException e) {
            throw new UserError(status.getPath() + ": its footer is damaged: " + RootCause.message(e), e);
        }
    }

    private static FileMetaData metadata(FileStatus status, Configuration hadoop) throws IOException {
        Path file = status.getPath();
        long length = status.getLen();
        if (length == 0) {
            throw new UserError(file + ": an empty file, not Parquet");
        }
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            String start = text(in, 0, (int) Math.min(length, MAGIC.length()));
            String end = length < TAIL ? "" : text(in, length - MAGIC.length(), MAGIC.length());
            if (start.equals(ENCRYPTED) || end.equals(ENCRYPTED)) {
                throw new UserError(file + ": an encrypted Parquet file, which cannot be read here");
            }
            if (!start.equals(MAGIC)) {
                throw new UserError(file + ": not a Parquet file: it does not begin with " + MAGIC);
            }
            if (!end.equals(MAGIC)) {
                throw new UserError(file + ": a Parquet file that was cut short: it does not end with " + MAGIC);
            }
            byte[] size = new byte[Integer.BYTES];
            in.readFully(length - TAIL, size);
            long footerLength = Integer.toUnsignedLong(
                    Integer.reverseBytes(ByteBuffer.wrap(size).getInt()));
            if (footerLength > length - TAIL) {
                throw new UserError(file + ": its footer is damaged: it says to have " + footerLength + " bytes");
            }
            byte[] bytes = new byte[(int) footerLength];
            in.readFully(length - TAIL - footerLength, bytes);
            return parsed(bytes, file);
        }
    }

    private static FileMetaData parsed(byte[] footer, Path file) {
        try {
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
            long rows = metadata.getRow_groups().stream()
                    .mapToLong(RowGroup::getNum_rows)
                    .sum();
            if (rows != metadata.getNum_rows()) {
                throw new UserError(file + ": its footer is damaged: it speaks of " + metadata.getNum_rows()
                        + " rows and of parts with " + rows);
            }
            return metadata;
        } catch (UserError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UserError(file + ": its footer is damaged: " + RootCause.message(e), e);
        }
    }

    private static String text(FSDataInputStream in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    LatentColumns columns() {
        return columns;
    }

    /** What keeps its rows from being read. */
    List<String> problems() {
        List<String> problems = columns.problems(allColumns);
        return problems.isEmpty() ? foreignCodec().map(List::of).orElse(List.of()) : problems;
    }

    private Optional<String> foreignCodec() {
        return footer.getBlocks().stream()
                .map(BlockMetaData::getColumns)
                .flatMap(List::stream)
                .filter(chunk -> FOREIGN.contains(chunk.getCodec()))
                .findFirst()
                .map(chunk -> status.getPath() + ": column " + chunk.getPath().toArray()[0] + " is compressed with "
                        + chunk.getCodec() + ", which cannot be read here" + REMEDY);
    }

    /**
     * Reads its rows in order into {@code rows}.
     *
     * @throws UserError if a page cannot be read
     */
    @SuppressWarnings("deprecation") // the only constructor that takes a footer
    void read(LatentRows rows, String name) throws IOException {
        long row = 0;
        try (ParquetFileReader reader = new ParquetFileReader(hadoop, status.getPath(), footer)) {
            MessageColumnIO columnsInPages = new ColumnIOFactory().getColumnIO(columns.types());
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records =
                        columnsInPages.getRecordReader(pages, new GroupRecordConverter(columns.types()));
                for (long left = pages.getRowCount(); left > 0 && !rows.tooManyProblems(); left--) {
                    Group group = records.read();
                    row++;
                    rows.add(
                            name + "row " + row,
                            columns.numbers(group, LatentColumns.MEAN),
                            columns.numbers(group, LatentColumns.LOG_VARIANCE),
                            columns.numbers(group, LatentColumns.SAMPLE),
                            columns.label(group));
                }
            }
        } catch (RuntimeException | IOException e) {
            throw new UserError(
                    status.getPath() + ": damaged, or packed in a way that cannot be read here, at row " + (row + 1)
                            + ": " + RootCause.message(e) + REMEDY,
                    e);
        }
    }
}
