package org.skipsweep.models.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Objects of a store that shows what was written when its stream is closed, all at once, but whose streams cannot be aborted: Google
 * Cloud Storage. So the content is made first, in a temporary file of this machine, and sent by a thread of its own, because
 * the interruption of a thread closes its streams there and shows half an object. A stream that failed is left open.
 */
record SpooledPut(FileSystem fileSystem) implements ObjectPut {
    static final String SCHEME = "gs";

    @Override
    public void write(Path file, Content content) throws IOException {
        java.nio.file.Path spool = Files.createTempFile("skip-sweep-", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool))) {
                content.writeTo(out);
            }
            send(spool, file);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    @Override
    public void take(java.nio.file.Path finished, Path file) throws IOException {
        send(finished, file);
        Files.delete(finished);
    }

    private void send(java.nio.file.Path finished, Path file) throws IOException {
        try {
            CompletableFuture.runAsync(() -> put(finished, file), task -> new Thread(task, "send " + file).start())
                    .join();
        } catch (CompletionException e) {
            throw new IOException("cannot write " + file + ": " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void put(java.nio.file.Path finished, Path file) {
        try {
            FSDataOutputStream out = fileSystem.create(file, true);
            Files.copy(finished, out);
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
