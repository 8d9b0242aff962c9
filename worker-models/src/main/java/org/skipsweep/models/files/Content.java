package org.skipsweep.models.files;

import java.io.IOException;
import java.io.OutputStream;

/** What a file shall hold. */
@FunctionalInterface
public interface Content {

    /**
     * Writes all of it. An exception means that there is nothing to keep; closing {@code out} means nothing.
     *
     * @param out passes everything on, so that content of any size needs little memory
     */
    void writeTo(OutputStream out) throws IOException;
}
