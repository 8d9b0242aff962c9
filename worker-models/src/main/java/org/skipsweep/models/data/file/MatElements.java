package org.skipsweep.models.data.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;

/**
 * The elements of a MATLAB 5 file, each of which says how long it is. Who reads one takes memory for what it says, so here all of
 * them are first held against what is there.
 */
final class MatElements {
    private static final int HEADER = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int WORD = 8;
    private static final int DEEPEST = 20;
    private static final int BUFFER = 1 << 16;

    private final ByteOrder order;

    private MatElements(ByteOrder order) {
        this.order = order;
    }

    /**
     * Goes through a whole file.
     *
     * @throws IOException if an element says to be longer than what it lies in, or the file ends within one
     */
    static void check(InputStream file) throws IOException {
        byte[] header = file.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException("it ends within its header");
        }
        boolean little = header[HEADER - 2] == 'I';
        MatElements elements = new MatElements(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        InputStream in = new BufferedInputStream(file, BUFFER);
        for (byte[] tag = in.readNBytes(WORD); tag.length == WORD; tag = in.readNBytes(WORD)) {
            elements.checkTop(tag, in);
        }
    }

    private void checkTop(byte[] tag, InputStream in) throws IOException {
        int type = number(tag, 0);
        Part element = new Part(in, length(number(tag, 4)));
        if (type == COMPRESSED) {
            InputStream unpacked = new InflaterInputStream(element);
            byte[] inside = unpacked.readNBytes(WORD);
            if (inside.length == WORD && number(inside, 0) == MATRIX) {
                Part matrix = new Part(unpacked, length(number(inside, 4)));
                checkMatrix(matrix, 0);
            }
        } else if (type == MATRIX) {
            checkMatrix(element, 0);
        }
        element.skipRest();
    }

    private void checkMatrix(Part matrix, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("it holds values more than " + DEEPEST + " deep inside one another");
        }
        while (matrix.left > 0) {
            byte[] tag = matrix.readNBytes(WORD);
            if (tag.length < WORD) {
                throw new EOFException("it ends within an element");
            }
            int first = number(tag, 0);
            if (first >>> 16 != 0) {
                // A short element lies in its own tag.
                continue;
            }
            long length = length(number(tag, 4));
            if (length > matrix.left) {
                throw new IOException(
                        "an element says to have " + length + " bytes where " + matrix.left + " are left");
            }
            Part element = new Part(matrix, length);
            if (first == MATRIX) {
                checkMatrix(element, depth + 1);
            }
            element.skipRest();
            matrix.skipNBytes(Math.min(matrix.left, (WORD - length % WORD) % WORD));
        }
    }

    private int number(byte[] tag, int from) {
        return ByteBuffer.wrap(tag).order(order).getInt(from);
    }

    private static long length(int length) throws IOException {
        if (length < 0) {
            throw new IOException("an element says to have " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    /** So many bytes of a stream. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        void skipRest() throws IOException {
            byte[] buffer = new byte[(int) Math.min(left, BUFFER)];
            while (left > 0) {
                if (read(buffer, 0, buffer.length) < 0) {
                    throw new EOFException("it ends within an element");
                }
            }
        }
    }
}
