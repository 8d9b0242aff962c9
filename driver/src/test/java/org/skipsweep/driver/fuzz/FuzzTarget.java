package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A reader of what comes from elsewhere, as a fuzzer feeds it. */
public interface FuzzTarget {

    /** Small valid inputs by name, one of every form that the reader takes: what a fuzzer starts from. */
    Map<String, byte[]> seeds() throws IOException;

    /**
     * Has the reader read {@code input}.
     *
     * @param folder an empty place of its own for files, which every call may overwrite
     * @throws Exception what the reader throws
     */
    void read(byte[] input, Path folder) throws Exception;
}
