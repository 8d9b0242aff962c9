package org.skipsweep.driver.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.skipsweep.driver.message.UserError;

/** Reads something of many trials: a remote file system answers a thousand small reads quickly only side by side. */
final class SideBySide {
    private static final int READERS = 16;

    private SideBySide() {}

    /** What is read of a trial, or of its folder. */
    interface Read<S, T> {
        T of(S trial) throws IOException;
    }

    /**
     * What was read, in the order of the trials.
     *
     * @throws UserError if a file does not hold what it should
     */
    static <S, T> List<T> read(List<S> trials, Read<S, T> read) throws IOException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (S trial : trials) {
                pending.add(readers.submit(() -> read.of(trial)));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> future : pending) {
                all.add(future.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError wrong) {
                throw wrong;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading results", e);
        } finally {
            readers.shutdownNow();
        }
    }
}
