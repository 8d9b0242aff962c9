package org.skipsweep.driver.export.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.CodedOutputStream;

/** Protocol buffers of messages that no library has classes of. */
final class Message {
    private Message() {}

    /** The fields of a message. */
    interface Part {
        void writeTo(CodedOutputStream message) throws IOException;
    }

    /** The message with these fields. */
    static ByteString of(Part fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream message = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(message);
            message.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written to it", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
