package org.skipsweep.models.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Names the file where a disk is full or gone: the operating system's message does not. */
final class DiskStream extends FilterOutputStream {
    private final Path file;

    /** @param file what is being written */
    DiskStream(OutputStream disk, Path file) {
        super(disk);
        this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            if (e.getClass() != IOException.class) {
                throw e;
            }
            IOException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
