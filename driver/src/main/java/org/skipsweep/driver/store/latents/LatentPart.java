package org.skipsweep.driver.store.latents;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.parquet.ParquetFooter;
import org.skipsweep.driver.store.parquet.ParquetPages;
import org.skipsweep.models.files.Damage;

/** A Parquet file with latents, of which nothing but their columns is read, whatever else it holds. */
final class LatentPart {
    private static final Set<CompressionCodecName> FOREIGN =
            EnumSet.of(CompressionCodecName.BROTLI, CompressionCodecName.LZO);
    private static final String REMEDY = "; write it uncompressed, or with snappy, gzip or zstd";

    private final FileStatus status;
    private final Configuration hadoop;
    private final List<String> allColumns;
    private final FileMetaData stored;
    private final ParquetMetadata footer;
    private final LatentColumns columns;

    private LatentPart(FileStatus status, Configuration hadoop, FileMetaData metadata) throws IOException {
        this.status = status;
        this.hadoop = new Configuration(hadoop);
        this.hadoop.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
        this.allColumns = FooterColumns.names(metadata);
        this.stored = FooterColumns.only(metadata, new HashSet<>(LatentColumns.NAMES));
        this.footer = new ParquetMetadataConverter().fromParquetMetadata(stored);
        this.columns =
                new LatentColumns(status.getPath(), footer.getFileMetaData().getSchema());
    }

    /**
     * Reads a file's footer.
     *
     * @throws UserError if it is no Parquet file that can be read, with the cause
     */
    static LatentPart open(FileStatus status, Configuration hadoop) throws IOException {
        FileMetaData metadata = ParquetFooter.read(status, hadoop);
        FooterColumns.unknown(metadata, LatentColumns.NAMES).ifPresent(column -> {
            throw new UserError(status.getPath() + ": column " + column
                    + " has a type that is too new for this program, perhaps float16; write it as float or double");
        });
        try {
            return new LatentPart(status, hadoop, metadata);
        } catch (RuntimeException e) {
            throw new UserError(status.getPath() + ": its footer is damaged: " + Damage.told(e), e);
        }
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
        ParquetPages.check(status.getPath(), stored, hadoop);
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
                            + ": " + Damage.told(e) + REMEDY,
                    e);
        }
    }
}
