package org.skipsweep.models.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * What to make of a file.
 *
 * @param <T> that
 */
@FunctionalInterface
public interface Reading<T> {

    /** Reads from the start; called again, with another stream, if the file was replaced meanwhile. */
    T from(InputStream in) throws IOException;
}
