package org.skipsweep.driver.run;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.skipsweep.driver.sweep.plan.Trial;

/** Spark jobs of one task, each in a job group that has its trial's id. */
final class TrialJobs {
    private final JavaSparkContext spark;

    TrialJobs(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** Gives {@code trial} to {@code task} somewhere; {@code description} is what Spark shows of it. */
    <T> Future<T> start(Trial trial, String description, Function<Trial, T> task) {
        spark.setJobGroup(trial.id(), description, true);
        JavaFutureAction<List<T>> job =
                spark.parallelize(List.of(trial), 1).map(task).collectAsync();
        spark.clearJobGroup();
        return new TaskJob<>(job);
    }

    /**
     * Waits for what came of a trial.
     *
     * @throws ExecutionException if the job failed
     * @throws InterruptedException if this thread or the job's was interrupted, or Spark was stopped
     */
    <T> T result(Trial trial, Future<T> job) throws ExecutionException, InterruptedException {
        try {
            return job.get();
        } catch (ExecutionException e) {
            if (spark.sc().isStopped() || e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("Spark was shut down while trial " + trial.id() + " was running");
            }
            throw e;
        }
    }

    /** Cancels what still runs of the trials' jobs. */
    void cancel(Collection<Trial> trials) {
        if (!spark.sc().isStopped()) {
            trials.forEach(trial -> spark.cancelJobGroup(trial.id()));
        }
    }
}
