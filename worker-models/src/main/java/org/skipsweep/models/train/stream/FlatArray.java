package org.skipsweep.models.train.stream;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of single precision in the binary form of {@link Nd4j#write}, written and read in pieces: what is not an array of the
 * expected size is refused before any memory is asked for.
 */
public final class FlatArray {
    private static final int PIECE = 1 << 14;
    /** ND4J's shape of an array of 32 dimensions. */
    private static final int LONGEST_SHAPE = 68;

    private FlatArray() {}

    /** Writes what {@link Nd4j#write} would. */
    public static void write(INDArray array, OutputStream out) throws IOException {
        INDArray plain = array.isView() ? array.dup() : array;
        DataBuffer numbers = plain.data();
        requireSingle(numbers.dataType());
        DataOutputStream header = new DataOutputStream(out);
        plain.shapeInfoDataBuffer().write(header);
        header.writeUTF(numbers.allocationMode().name());
        header.writeLong(numbers.length());
        header.writeUTF(numbers.dataType().name());
        header.flush();
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES);
        for (long from = 0; from < numbers.length(); from += PIECE) {
            piece.clear();
            for (long i = from; i < Math.min(from + PIECE, numbers.length()); i++) {
                piece.putFloat(numbers.getFloat(i));
            }
            out.write(piece.array(), 0, piece.position());
        }
    }

    /**
     * Reads numbers into {@code target}, which is no view.
     *
     * @throws IOException if {@code in} does not hold an array of that many numbers, or ends too early or too late
     */
    public static void read(InputStream in, INDArray target) throws IOException {
        DataBuffer numbers = target.data();
        requireSingle(numbers.dataType());
        DataInputStream header = new DataInputStream(in);
        header.readUTF();
        long shape = header.readLong();
        String shapeType = header.readUTF();
        if (!shapeType.equals(DataType.INT64.name()) || shape < 0 || shape > LONGEST_SHAPE) {
            throw new IOException("not an array: its shape has " + shape + " numbers of type " + shapeType);
        }
        header.skipNBytes(shape * Long.BYTES);
        header.readUTF();
        long length = header.readLong();
        String type = header.readUTF();
        if (length != numbers.length() || !type.equals(DataType.FLOAT.name())) {
            throw new IOException("holds " + length + " numbers of type " + type + " where " + numbers.length()
                    + " of type FLOAT are due");
        }
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES);
        for (long from = 0; from < length; from += PIECE) {
            int count = (int) Math.min(PIECE, length - from);
            if (in.readNBytes(piece.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException("ends within an array");
            }
            for (int i = 0; i < count; i++) {
                numbers.put(from + i, piece.getFloat(i * Float.BYTES));
            }
        }
        if (in.read() >= 0) {
            throw new IOException("goes on after an array");
        }
    }

    private static void requireSingle(DataType type) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("only arrays of FLOAT are kept, but this is one of " + type);
        }
    }
}
