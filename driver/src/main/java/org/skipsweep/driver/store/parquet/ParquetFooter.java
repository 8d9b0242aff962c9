package org.skipsweep.driver.store.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.skipsweep.driver.message.UserError;

/** The footer of a Parquet file, read and held against the file. */
public final class ParquetFooter {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    /** Length of the footer, then the magic word. */
    private static final int TAIL = 8;

    private static final int DEEPEST = 50;

    private ParquetFooter() {}

    /**
     * Reads the footer. Whatever it holds, its columns are a tree, and every chunk of them lies within the file.
     *
     * @throws UserError if the file is no such Parquet file; says why
     */
    public static FileMetaData read(FileStatus status, Configuration hadoop) throws IOException {
        Path file = status.getPath();
        long length = status.getLen();
        if (length == 0) {
            throw new UserError(file + ": an empty file, not Parquet");
        }
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            requireMagic(in, file, length);
            byte[] size = new byte[Integer.BYTES];
            in.readFully(length - TAIL, size);
            long footerLength = Integer.toUnsignedLong(
                    Integer.reverseBytes(ByteBuffer.wrap(size).getInt()));
            if (footerLength > length - TAIL) {
                throw new UserError(file + ": its footer is damaged: it says to have " + footerLength + " bytes");
            }
            byte[] bytes = new byte[(int) footerLength];
            in.readFully(length - TAIL - footerLength, bytes);
            return checked(bytes, file, length - TAIL - footerLength);
        }
    }

    private static void requireMagic(FSDataInputStream in, Path file, long length) throws IOException {
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
    }

    private static String text(FSDataInputStream in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static FileMetaData checked(byte[] bytes, Path file, long pagesEnd) {
        try {
            FileMetaData footer = BoundedThrift.read(new FileMetaData(), new ByteArrayInputStream(bytes), bytes.length);
            List<SchemaElement> schema = footer.getSchema();
            if (end(schema, 0, 0) != schema.size()) {
                throw new IllegalArgumentException("its columns are no tree");
            }
            footer.getRow_groups().forEach(group -> check(group, pagesEnd));
            long rows = footer.getRow_groups().stream()
                    .mapToLong(RowGroup::getNum_rows)
                    .sum();
            if (rows != footer.getNum_rows()) {
                throw new IllegalArgumentException(
                        "it speaks of " + footer.getNum_rows() + " rows and of parts with " + rows);
            }
            return footer;
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": its footer is damaged: " + e.getMessage(), e);
        }
    }

    /** Where the element after that at {@code start} and all below it stands. */
    private static int end(List<SchemaElement> schema, int start, int depth) {
        if (start >= schema.size() || depth > DEEPEST) {
            throw new IllegalArgumentException("its columns are no tree");
        }
        int next = start + 1;
        for (int left = schema.get(start).getNum_children(); left > 0; left--) {
            next = end(schema, next, depth + 1);
        }
        return next;
    }

    private static void check(RowGroup group, long pagesEnd) {
        require(group.getNum_rows() >= 0);
        for (ColumnChunk chunk : group.getColumns()) {
            require(chunk.isSetMeta_data());
            ColumnMetaData column = chunk.getMeta_data();
            require(!column.getPath_in_schema().isEmpty() && column.getNum_values() >= 0);
            long start = start(column);
            long size = column.getTotal_compressed_size();
            require(start >= 0 && size >= 0 && start <= pagesEnd && size <= pagesEnd - start);
        }
    }

    /** Where the first page of a chunk begins. */
    static long start(ColumnMetaData column) {
        long dictionary = column.getDictionary_page_offset();
        long data = column.getData_page_offset();
        return column.isSetDictionary_page_offset() && dictionary > 0 && dictionary < data ? dictionary : data;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("what it says of its columns does not fit the file");
        }
    }
}
