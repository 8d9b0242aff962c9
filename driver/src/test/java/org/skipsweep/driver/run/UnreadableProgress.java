package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files of which one thread cannot read the progress of trials. */
public final class UnreadableProgress extends RawLocalFileSystem {
    private static final AtomicInteger REFUSALS = new AtomicInteger();

    private static volatile Thread refused;

    static void refuse(Thread thread) {
        refused = thread;
        REFUSALS.set(0);
    }

    static int refusals() {
        return REFUSALS.get();
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        if (Thread.currentThread() == refused && file.getName().equals("progress.jsonl")) {
            REFUSALS.incrementAndGet();
            throw new IOException("the namenode is away");
        }
        return super.open(file, buffer);
    }
}
