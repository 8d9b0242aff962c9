package org.skipsweep.driver.store.parquet;

import java.io.InputStream;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Parquet's own records, of which no text and no list can claim to be longer than what holds it. */
final class BoundedThrift {
    private BoundedThrift() {}

    /**
     * Fills {@code record}.
     *
     * @param most bytes that it can have
     * @throws IllegalArgumentException if the bytes are none of its kind
     */
    static <T extends TBase<?, ?>> T read(T record, InputStream in, int most) {
        TConfiguration limits = TConfiguration.custom().setMaxMessageSize(most).build();
        try {
            record.read(new TCompactProtocol(new TIOStreamTransport(limits, in), most, most));
            return record;
        } catch (TException | RuntimeException | StackOverflowError e) {
            // Thrift follows what it does not know as deep as it goes.
            throw new IllegalArgumentException("it is none of Parquet's", e);
        }
    }
}
