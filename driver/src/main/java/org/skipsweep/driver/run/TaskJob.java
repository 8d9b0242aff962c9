package org.skipsweep.driver.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/**
 * A Spark job of one task, which gives one element.
 *
 * @param list the job
 * @param tracker knows which tasks run
 */
record TaskJob<T>(JavaFutureAction<List<T>> list, JavaSparkStatusTracker tracker) implements TrialJob<T> {
    @Override
    public boolean atWork() {
        return list.jobIds().stream().anyMatch(this::runs);
    }

    private boolean runs(int job) {
        SparkJobInfo info = tracker.getJobInfo(job);
        if (info == null) {
            return false;
        }
        for (int stage : info.stageIds()) {
            SparkStageInfo tasks = tracker.getStageInfo(stage);
            if (tasks != null && tasks.numActiveTasks() > 0) {
                return true;
            }
        }
        return false;
    }

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
