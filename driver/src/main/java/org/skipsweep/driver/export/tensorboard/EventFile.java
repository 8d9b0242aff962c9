package org.skipsweep.driver.export.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.nd4j.shade.protobuf.MessageLite;
import org.tensorflow.framework.Summary;

/**
 * A file of TensorFlow's {@code Event} messages as TFRecords: the length, its checksum, the message, its checksum, integers in little
 * endian. There is no writer of it for Java without TensorFlow's native library.
 */
final class EventFile {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;

    /** What TFRecord adds to a rotated checksum, so that checksums of checksums are none. */
    private static final int MASK_DELTA = 0xa282ead8;

    private static final int MASK_ROTATION = 15;
    private static final double MILLIS = 1e3;

    private final OutputStream out;

    /** Begins a file; the stream stays the caller's to close. */
    EventFile(OutputStream out, Instant begun) throws IOException {
        this.out = out;
        record(event(begun, message -> message.writeString(FILE_VERSION, "brain.Event:2")));
    }

    /**
     * Adds a number.
     *
     * @param value kept in single precision
     */
    void scalar(String tag, double value, int step, Instant time) throws IOException {
        summary(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value), step, time);
    }

    /** Adds any value that TensorBoard shows. */
    void summary(Summary.Value.Builder value, int step, Instant time) throws IOException {
        MessageLite summary = Summary.newBuilder().addValue(value).build();
        record(event(time, message -> {
            message.writeInt64(STEP, step);
            message.writeMessage(SUMMARY, summary);
        }));
    }

    private static byte[] event(Instant time, Message.Part what) {
        return Message.of(message -> {
                    message.writeDouble(WALL_TIME, time.toEpochMilli() / MILLIS);
                    what.writeTo(message);
                })
                .toByteArray();
    }

    private void record(byte[] message) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(message.length)
                .array();
        out.write(length);
        out.write(checksum(length));
        out.write(message);
        out.write(checksum(message));
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        int masked = Integer.rotateRight((int) checksum.getValue(), MASK_ROTATION) + MASK_DELTA;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }
}
