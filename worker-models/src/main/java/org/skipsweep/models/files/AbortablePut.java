package org.skipsweep.models.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Objects of a store that shows what was written when its stream is closed, all at once, and nothing of a stream that was aborted:
 * S3. A rename would be a copy and a deletion there.
 */
record AbortablePut(FileSystem fileSystem) implements ObjectPut {
    @Override
    public void write(Path file, Content content) throws IOException {
        FSDataOutputStream out = fileSystem.create(file, true);
        try {
            content.writeTo(new OpenEndedStream(out));
        } catch (Throwable e) {
            out.abort();
            throw e;
        }
        out.close();
        if (Thread.currentThread().isInterrupted()) {
            // S3's client returns then without having waited for the store.
            throw new InterruptedIOException("interrupted while writing " + file);
        }
    }
}
