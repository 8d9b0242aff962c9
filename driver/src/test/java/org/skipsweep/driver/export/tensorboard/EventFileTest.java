package org.skipsweep.driver.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EventFileTest {
    @Test
    void record_isLengthAndMessage_eachWithItsMaskedChecksum() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new EventFile(bytes, Instant.EPOCH);
        ByteBuffer file = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getLong()).isEqualTo(24);
        // Of the length 24, as every event file of TensorFlow begins that has no more in its first event.
        assertThat(HexFormat.of().formatHex(bytes.toByteArray(), 0, 12)).isEqualTo("1800000000000000a37f4b22");
        assertThat(file.capacity()).isEqualTo(Long.BYTES + Integer.BYTES + 24 + Integer.BYTES);
    }
}
