package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.api.java.JavaSparkContext;
import org.skipsweep.driver.run.averaging.AveragedFitter;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.Failure;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

/**
 * Runs those of the given trials that are not done: each as a Spark job of one task with a job group of its own or, if it
 * asks for parameter averaging, from a thread of the driver.
 *
 * <p>A trial that fails never stops the others, and every ended trial has its result on disk before it is reported here.
 */
public final class SweepRun {
    private static final long POLL_MILLIS = 50;
    private static final long PROGRESS_NANOS = 1_000_000_000L;
    /** Jobs submitted ahead of the task slots, so that no slot waits for the driver. */
    private static final int JOBS_AHEAD = 64;

    /** Task slots that a trial with parameter averaging fills at least. */
    private static final int FEWEST_AVERAGED = 2;

    private final JavaSparkContext spark;
    private final TrialJobs jobs;
    private final Store store;
    private final TrialSetting setting;
    private final TrialTask task;
    private final ProgressView view;
    private final ExecutorService averaging;
    private final ProgressWatch progress;
    private final Map<Trial, TrialJob<TrialResult>> running = new LinkedHashMap<>();

    /** @param view told of everything that happens */
    SweepRun(JavaSparkContext spark, Store store, TrialSetting setting, ProgressView view) {
        this.spark = spark;
        this.jobs = new TrialJobs(spark);
        this.store = store;
        this.setting = setting;
        this.task = new TrialTask(spark.broadcast(setting));
        this.view = view;
        this.progress = new ProgressWatch(store, view);
        this.averaging = Executors.newFixedThreadPool(Math.max(1, spark.defaultParallelism() / FEWEST_AVERAGED));
    }

    /**
     * What a run did.
     *
     * @param results of all trials that it was to run, by id
     * @param ranNow how many trials ended in this run
     * @param pending how many other trials of the plan are not done
     */
    public record Outcome(Map<String, TrialResult> results, int ranNow, int pending) {

        /** Number of trials that failed. */
        public long failed() {
            return results.values().stream()
                    .filter(TrialResult.Failed.class::isInstance)
                    .count();
        }
    }

    /**
     * Runs until every chosen trial of the plan is done or has failed. Trials that still run when this throws are cancelled.
     *
     * @throws IOException if the output cannot be read or written
     * @throws InterruptedException if the thread was interrupted or Spark was stopped; trials go on at the next run
     */
    Outcome run(Plan plan, List<Trial> chosen) throws IOException, InterruptedException {
        try {
            return runAll(plan, chosen);
        } finally {
            cancelRunning();
        }
    }

    private Outcome runAll(Plan plan, List<Trial> chosen) throws IOException, InterruptedException {
        Map<String, TrialResult> done = store.results(plan);
        done.values().removeIf(TrialResult.Failed.class::isInstance);
        Map<String, TrialResult> results = new LinkedHashMap<>();
        Deque<Trial> waiting = new ArrayDeque<>();
        for (Trial trial : chosen) {
            if (done.containsKey(trial.id())) {
                results.put(trial.id(), done.get(trial.id()));
            } else {
                waiting.add(trial);
            }
        }
        int pending = plan.trials().size() - done.size() - waiting.size();
        int ranNow = waiting.size();
        view.began(chosen, results.size());
        long nextProgress = System.nanoTime() + PROGRESS_NANOS;
        while (!waiting.isEmpty() || !running.isEmpty()) {
            while (!waiting.isEmpty() && running.size() < spark.defaultParallelism() + JOBS_AHEAD) {
                Trial trial = waiting.remove();
                running.put(trial, trial.spec().averaging().enabled() ? startAveraged(trial) : startTask(trial));
            }
            collectEnded(results);
            if (System.nanoTime() >= nextProgress) {
                progress.look(atWork());
                nextProgress = System.nanoTime() + PROGRESS_NANOS;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return new Outcome(results, ranNow, pending);
    }

    private TrialJob<TrialResult> startTask(Trial trial) {
        return jobs.start(trial, description(trial), task);
    }

    private TrialJob<TrialResult> startAveraged(Trial trial) {
        DriverJob<TrialResult> job = DriverJob.of(() -> {
            spark.setJobGroup(trial.id(), description(trial), true);
            try (AveragedFitter fitter = averagedFitter(trial)) {
                return new TrialRun(trial, setting, fitter, TrialTask.place()).run();
            }
        });
        averaging.execute(job);
        return job;
    }

    private AveragedFitter averagedFitter(Trial trial) {
        TrialSetting where = setting;
        return new AveragedFitter(spark, trial.spec(), () -> where.data(trial).train(), TaskDevice::ofThisTask);
    }

    private void cancelRunning() {
        averaging.shutdownNow();
        jobs.cancel(running.keySet());
    }

    private static String description(Trial trial) {
        return "trial " + trial.id() + ": " + trial.spec().family().label() + ", seed "
                + trial.spec().seed();
    }

    private void collectEnded(Map<String, TrialResult> results) throws IOException, InterruptedException {
        Iterator<Map.Entry<Trial, TrialJob<TrialResult>>> entries =
                running.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Trial, TrialJob<TrialResult>> entry = entries.next();
            if (entry.getValue().isDone()) {
                entries.remove();
                TrialResult result = result(entry.getKey(), entry.getValue());
                results.put(entry.getKey().id(), result);
                view.ended(result);
            }
        }
    }

    private TrialResult result(Trial trial, TrialJob<TrialResult> job) throws IOException, InterruptedException {
        try {
            return jobs.result(trial, job);
        } catch (ExecutionException e) {
            return lost(trial, e.getCause());
        }
    }

    /** The trial's executor went away too often, or could not write: the driver records it. */
    private TrialResult lost(Trial trial, Throwable cause) throws IOException {
        TrialFolder folder = store.trial(trial);
        TrialResult failed = new TrialResult.Failed(
                trial,
                new Execution(0, 0, "none", "unknown", 1),
                Failure.of(cause, setting.checkpoints(trial).latestPath()));
        folder.begin();
        folder.finish(failed);
        return failed;
    }

    private List<Trial> atWork() {
        return running.entrySet().stream()
                .filter(entry -> entry.getValue().atWork())
                .map(Map.Entry::getKey)
                .toList();
    }
}
