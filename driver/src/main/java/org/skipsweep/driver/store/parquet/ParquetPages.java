package org.skipsweep.driver.store.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.skipsweep.driver.message.UserError;

/** The pages of a Parquet file, held against its footer before any of them is unpacked. */
public final class ParquetPages {
    /** What a value takes in a row in memory: a reference, and its share of objects around it. */
    private static final int BYTES_PER_VALUE = 24;

    private static final int MOST_HEADER = 1 << 20;

    private ParquetPages() {}

    /**
     * Looks through the headers of all pages of the columns in {@code footer}.
     *
     * @param footer of that file, as {@link ParquetFooter} reads it; columns that will not be read are not in it
     * @throws UserError if a page claims more than can be packed into it, or all of them hold more values than fit into memory
     */
    public static void check(Path file, FileMetaData footer, Configuration hadoop) throws IOException {
        long values = 0;
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            for (RowGroup group : footer.getRow_groups()) {
                for (ColumnChunk chunk : group.getColumns()) {
                    check(in, chunk.getMeta_data());
                    values += chunk.getMeta_data().getNum_values();
                }
                values += group.getNum_rows();
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": damaged: " + e.getMessage(), e);
        }
        long room = Runtime.getRuntime().maxMemory();
        if (values > room / BYTES_PER_VALUE) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s: holds %,d values, and a heap of %,d MB has room for %,d; give Java more (-Xmx), or split the file",
                    file,
                    values,
                    room >> 20,
                    room / BYTES_PER_VALUE));
        }
    }

    private static void check(FSDataInputStream in, ColumnMetaData column) throws IOException {
        long left = column.getTotal_compressed_size();
        long values = 0;
        long place = ParquetFooter.start(column);
        while (left > 0 && values < column.getNum_values()) {
            in.seek(place);
            Counted header = new Counted(new BufferedInputStream(in, 512));
            PageHeader page = BoundedThrift.read(new PageHeader(), header, (int) Math.min(MOST_HEADER, left));
            long size = page.getCompressed_page_size();
            require(size >= 0 && header.count + size <= left, "a page is longer than its column");
            require(
                    page.getUncompressed_page_size() >= 0
                            && page.getUncompressed_page_size() <= most(column.getCodec(), size),
                    "a page says to hold more than can be packed into it");
            values += values(page);
            left -= header.count + size;
            place += header.count + size;
        }
        require(values == column.getNum_values(), "its pages hold another number of values than its footer says");
    }

    private static long values(PageHeader page) {
        int values = page.isSetData_page_header()
                ? page.getData_page_header().getNum_values()
                : page.isSetData_page_header_v2()
                        ? page.getData_page_header_v2().getNum_values()
                        : 0;
        require(values >= 0, "a page says to hold " + values + " values");
        return values;
    }

    /** Bytes that can be packed into {@code size} bytes. */
    private static long most(CompressionCodec codec, long size) {
        int ratio =
                switch (codec) {
                    case UNCOMPRESSED -> 1;
                    case SNAPPY -> 64;
                    case LZ4, LZ4_RAW -> 256;
                    case GZIP -> 1032;
                    default -> 1 << 15;
                };
        // The levels of a page of the second version are never packed, and empty pages have some bytes of frame.
        return ratio * size + MOST_HEADER;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Counts what is read. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
