package org.skipsweep.driver.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.skipsweep.driver.store.TrialResult;

/** The one element of a list to come. */
record FirstOf(Future<List<TrialResult>> list) implements Future<TrialResult> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return list.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return list.isCancelled();
    }

    @Override
    public boolean isDone() {
        return list.isDone();
    }

    @Override
    public TrialResult get() throws InterruptedException, ExecutionException {
        return list.get().get(0);
    }

    @Override
    public TrialResult get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return list.get(timeout, unit).get(0);
    }
}
