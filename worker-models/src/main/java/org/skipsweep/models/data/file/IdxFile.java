package org.skipsweep.models.data.file;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;

/**
 * An IDX file of unsigned bytes: two zero bytes, type 0x08, the number of dimensions, one big-endian 32-bit size per
 * dimension, then the values row-major. Plain or gzip, on any Hadoop file system.
 *
 * @param name where it was read from, for messages
 * @param dims the sizes, outermost first
 * @param bytes the values, unsigned
 * @param sha256 of the file as stored, in hexadecimal
 */
public record IdxFile(String name, int[] dims, byte[] bytes, String sha256) {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int MOST_DIMS = 8;
    private static final String ADVICE = "; the file is damaged or incomplete, copy or fetch it again";

    /**
     * Reads a whole file.
     *
     * @throws DataException if it cannot be read, is not an IDX file of unsigned bytes, or is longer or shorter than its
     *     header says
     */
    public static IdxFile read(Path path, Configuration conf) {
        String name = path.toString();
        try (StoredFile file = StoredFile.open(path, conf)) {
            int[] dims = readHeader(name, file.content());
            int size = product(name, dims);
            byte[] bytes = file.content().readNBytes(size);
            if (bytes.length < size) {
                throw new DataException(name + ": truncated: its header promises " + describe(dims) + " = "
                        + grouped(size) + " bytes but " + grouped(bytes.length) + " follow" + ADVICE);
            }
            if (file.content().read() >= 0) {
                throw new DataException(name + ": too long: its header promises " + describe(dims) + " = "
                        + grouped(size) + " bytes but more follow" + ADVICE);
            }
            return new IdxFile(name, dims, bytes, file.storedSha256());
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Reads the sizes only.
     *
     * @throws DataException if the file cannot be read or does not start as an IDX file of unsigned bytes
     */
    public static int[] readDims(Path path, Configuration conf) {
        try (StoredFile file = StoredFile.open(path, conf)) {
            return readHeader(path.toString(), file.content());
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** Writes the file plain. */
    public void write(OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeInt(UNSIGNED_BYTE << 8 | dims.length);
        for (int dim : dims) {
            out.writeInt(dim);
        }
        out.write(bytes);
        out.flush();
    }

    private static int[] readHeader(String name, InputStream content) throws IOException {
        byte[] magic = content.readNBytes(4);
        boolean idx = magic.length == 4 && magic[0] == 0 && magic[1] == 0;
        if (!idx) {
            throw new DataException(name + ": not an IDX file: it starts with "
                    + (magic.length == 0
                            ? "nothing (it is empty)"
                            : HexFormat.ofDelimiter(" ").formatHex(magic))
                    + ", expected 00 00 08 and the number of dimensions");
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s: IDX values of type %02x, expected 08 (unsigned byte)", name, magic[2]));
        }
        int count = magic[3] & 0xFF;
        if (count < 1 || count > MOST_DIMS) {
            throw new DataException(
                    name + ": IDX file of " + count + " dimensions, expected 1 to " + MOST_DIMS + ADVICE);
        }
        byte[] sizes = content.readNBytes(4 * count);
        if (sizes.length < 4 * count) {
            throw new DataException(name + ": truncated: an IDX header of " + count + " dimensions has "
                    + (4 + 4 * count) + " bytes but there are " + (4 + sizes.length) + ADVICE);
        }
        int[] dims = new int[count];
        ByteBuffer.wrap(sizes).asIntBuffer().get(dims);
        product(name, dims);
        return dims;
    }

    private static int product(String name, int[] dims) {
        long product = 1;
        for (int dim : dims) {
            product *= dim;
            if (dim < 1 || product > Integer.MAX_VALUE - 8) {
                throw new DataException(name + ": IDX sizes " + describe(dims)
                        + ", expected positive ones with a product below 2 GiB" + ADVICE);
            }
        }
        return (int) product;
    }

    public static DataException unreadable(String name, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return new DataException(name + ": broken gzip file (" + e.getMessage() + ")" + ADVICE, e);
        }
        return new DataException(name + ": cannot be read: " + e.getMessage(), e);
    }

    public static String describe(int[] dims) {
        return Arrays.stream(dims).mapToObj(IdxFile::grouped).collect(Collectors.joining(" x "));
    }

    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
