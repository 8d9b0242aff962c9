package org.skipsweep.driver.run;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** A trial that a thread of the driver leads. */
final class DriverJob<T> extends FutureTask<T> implements TrialJob<T> {
    private final AtomicBoolean started;

    /** Does {@code work} where this is run. */
    static <T> DriverJob<T> of(Callable<T> work) {
        AtomicBoolean started = new AtomicBoolean();
        return new DriverJob<>(started, () -> {
            started.set(true);
            return work.call();
        });
    }

    private DriverJob(AtomicBoolean started, Callable<T> work) {
        super(work);
        this.started = started;
    }

    @Override
    public boolean atWork() {
        return started.get() && !isDone();
    }
}
