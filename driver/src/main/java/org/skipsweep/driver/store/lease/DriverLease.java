package org.skipsweep.driver.store.lease;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.files.WholeFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to run the sweep of an output, which one driver has at a time. Its holder gives a sign of life every ten seconds until it
 * is closed. A driver that is gone is told from one that works: on the same machine by its process; elsewhere, and where the
 * machine hides processes of others, by watching whether the lease is renewed, for up to a minute, and by no clock alone.
 *
 * <p>On the local file system and on HDFS a lease that is free has one taker. On object stores, and where the lease of a driver that is
 * gone is taken over, takers of the same moment all write and read back after two seconds; should two of them still go on, the one
 * whose lease was overwritten is stopped by its next sign of life.
 */
public final class DriverLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverLease.class);
    private static final long SECONDS_TO_RELEASE = 10;

    private final LeaseFile file;
    private final Holder holder;
    private final Thread working;
    private final ScheduledExecutorService keeper;
    private final Future<?> signs;
    private volatile Optional<String> taker = Optional.empty();

    private DriverLease(LeaseFile file, Holder holder, LeaseTimes times) {
        this.file = file;
        this.holder = holder;
        this.working = Thread.currentThread();
        this.keeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sign of life");
            thread.setDaemon(true);
            return thread;
        });
        long renewal = times.renewal().toMillis();
        this.signs = keeper.scheduleWithFixedDelay(this::renew, renewal, renewal, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lease of an output for the present thread, which is interrupted if it is lost.
     *
     * @param root the output, a folder that is there
     * @param messages told if that takes a while, and who is taken over from
     * @throws UserError if another driver has it; it is named
     * @throws IOException if the lease can be neither read nor written
     * @throws InterruptedException if the thread was interrupted
     */
    public static DriverLease take(Path root, Configuration hadoop, Consumer<String> messages)
            throws IOException, InterruptedException {
        LeaseFile file = new LeaseFile(WholeFiles.on(root, hadoop), root, LeaseTimes.USUAL, ProcessTable.HERE);
        return take(file, messages, LeaseTimes.USUAL);
    }

    static DriverLease take(LeaseFile file, Consumer<String> messages, LeaseTimes times)
            throws IOException, InterruptedException {
        Holder holder = Holder.here();
        file.take(holder, messages);
        return new DriverLease(file, holder, times);
    }

    private void renew() {
        try {
            Optional<String> other = file.renew(holder);
            if (other.isPresent() && taker.isEmpty()) {
                taker = other;
                working.interrupt();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: no sign of life could be given, the next one is due soon: {}", file.output(), e.toString());
        }
    }

    /**
     * Tells whether what went wrong comes from the loss of the lease.
     *
     * @throws LeaseLostException if another driver has it
     */
    public void requireHeld(Exception consequence) throws LeaseLostException {
        if (taker.isPresent()) {
            throw new LeaseLostException(
                    file.output() + ": was taken over by " + taker.get()
                            + ", since this driver had not been heard of for a while. It stops here; the other one goes on",
                    consequence);
        }
    }

    /** Gives the lease back, unless it is lost. If the file system does not let it, the next driver sees that this one has ended. */
    @Override
    public void close() {
        signs.cancel(false);
        keeper.execute(this::release);
        keeper.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!keeper.awaitTermination(SECONDS_TO_RELEASE, TimeUnit.SECONDS)) {
                LOG.warn("{}: the lease of this driver is still there", file.output());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted && taker.isEmpty()) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            file.release(holder);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: the lease of this driver is still there: {}", file.output(), e.toString());
        }
    }
}
