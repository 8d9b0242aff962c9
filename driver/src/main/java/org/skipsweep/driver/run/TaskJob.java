package org.skipsweep.driver.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;

/**
 * A Spark job of one task, which gives one element.
 *
 * @param list the job
 */
record TaskJob<T>(JavaFutureAction<List<T>> list) implements Future<T> {
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
    public T get() throws InterruptedException, ExecutionException {
        return list.get().get(0);
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return list.get(timeout, unit).get(0);
    }
}
