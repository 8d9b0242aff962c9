package org.skipsweep.models.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** Names the file that a disk cannot read any more. Hadoop's local file system ends in an {@link Error} there, without its name. */
public final class NamedReads extends FilterInputStream {
    private final Path file;

    /**
     * @param stored an open file
     * @param file its path, for the message
     */
    public NamedReads(InputStream stored, Path file) {
        super(stored);
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (FSError e) {
            throw named(e);
        }
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        try {
            return in.read(bytes, from, count);
        } catch (FSError e) {
            throw named(e);
        }
    }

    private IOException named(FSError error) {
        IOException named = new FileSystemException(
                file.toString(), null, "cannot be read: " + error.getCause().getMessage());
        named.initCause(error);
        return named;
    }
}
