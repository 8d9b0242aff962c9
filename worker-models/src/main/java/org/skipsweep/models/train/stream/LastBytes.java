package org.skipsweep.models.train.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that knows how it ended. */
public final class LastBytes extends InputStream {
    private final InputStream in;
    private final byte[] last;

    /** @param count how many bytes of the end to remember */
    public LastBytes(InputStream in, int count) {
        this.in = in;
        this.last = new byte[count];
    }

    /** Reads to the end and gives the last bytes; zeros come first if there were fewer. */
    public byte[] atTheEnd() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return last.clone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            int kept = Math.max(0, last.length - count);
            System.arraycopy(last, last.length - kept, last, 0, kept);
            System.arraycopy(bytes, offset + count - (last.length - kept), last, kept, last.length - kept);
        }
        return count;
    }
}
