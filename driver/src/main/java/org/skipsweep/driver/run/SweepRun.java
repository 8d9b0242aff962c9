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
import java.util.concurrent.Future;
import org.apache.spark.api.java.JavaSparkContext;
import org.skipsweep.driver.run.averaging.AveragedFitter;
import org.skipsweep.driver.run.progress.NewsChannel;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.ProgressWatch;
import org.skipsweep.driver.run.progress.TrialReporter;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.TrialKey;

/**
 * Runs those of the given trials that are not done: each as a Spark job of one task with a job group of its own or, if it
 * asks for parameter averaging, from a thread of the driver.
 *
 * <p>A trial that fails never stops the others, and every ended trial has its result on disk before it is reported here.
 */
public final class SweepRun {
    private static final long POLL_MILLIS = 20;
    private static final long PROGRESS_NANOS = 1_000_000_000L;
    /** Jobs submitted ahead of the task slots, so that no slot waits for the driver. */
    private static final int JOBS_AHEAD = 4;

    /** Task slots that a trial with parameter averaging fills at least. */
    private static final int FEWEST_AVERAGED = 2;

    private final JavaSparkContext spark;
    private final TrialJobs jobs;
    private final Store store;
    private final TrialSetting setting;
    private final TrialTask task;
    private final ProgressView view;
    private final ExecutorService averaging;
    private final NewsChannel news;
    private final ProgressWatch progress;
    private final Map<Trial, Future<TrialResult>> running = new LinkedHashMap<>();

    /** @param view told of everything that happens */
    SweepRun(JavaSparkContext spark, Store store, TrialSetting setting, ProgressView view) {
        this.spark = spark;
        this.jobs = new TrialJobs(spark);
        this.store = store;
        this.setting = setting;
        this.news = new NewsChannel(spark.sc());
        this.task = new TrialTask(spark.broadcast(setting), news.sender());
        this.view = view;
        this.progress = new ProgressWatch(news, view);
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
     * @param statuses where the plan's trials are before
     * @throws IOException if the output cannot be read or written
     * @throws InterruptedException if the thread was interrupted or Spark was stopped; trials go on at the next run
     */
    Outcome run(Plan plan, List<TrialStatus> statuses, List<Trial> chosen) throws IOException, InterruptedException {
        try (news) {
            return runAll(done(statuses), plan, chosen);
        } finally {
            cancelRunning();
        }
    }

    private static Map<String, TrialResult> done(List<TrialStatus> statuses) {
        Map<String, TrialResult> done = new LinkedHashMap<>();
        statuses.stream()
                .filter(status -> status.state() == TrialState.DONE)
                .forEach(status -> done.put(status.trial().id(), status.result().orElseThrow()));
        return done;
    }

    private Outcome runAll(Map<String, TrialResult> done, Plan plan, List<Trial> chosen)
            throws IOException, InterruptedException {
        List<TrialKey<?>> varied = VariedKeys.of(plan);
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
                news.follow(trial.id());
                running.put(trial, start(trial, description(trial, varied)));
            }
            collectEnded(results);
            if (System.nanoTime() >= nextProgress) {
                progress.look(running.keySet());
                nextProgress = System.nanoTime() + PROGRESS_NANOS;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return new Outcome(results, ranNow, pending);
    }

    private Future<TrialResult> start(Trial trial, String description) {
        if (!trial.spec().averaging().enabled()) {
            return jobs.start(trial, description, task);
        }
        return averaging.submit(() -> {
            spark.setJobGroup(trial.id(), description, true);
            TrialReporter reporter = new TrialReporter(trial, news);
            try (AveragedFitter fitter = averagedFitter(trial, reporter)) {
                return new TrialRun(trial, setting, fitter, TrialPlace.here(), reporter).run();
            }
        });
    }

    private AveragedFitter averagedFitter(Trial trial, TrialReporter reporter) {
        TrialSetting where = setting;
        EngineKind engine = trial.spec().engine();
        return new AveragedFitter(
                spark,
                trial.spec(),
                () -> where.data(trial).train(),
                () -> TaskDevice.ofThisTask(engine).device(),
                reporter);
    }

    private void cancelRunning() {
        averaging.shutdownNow();
        jobs.cancel(running.keySet());
    }

    private static String description(Trial trial, List<TrialKey<?>> varied) {
        String name = VariedKeys.name(trial, varied);
        return name.equals(trial.id()) ? "trial " + name : name + " (trial " + trial.id() + ")";
    }

    private void collectEnded(Map<String, TrialResult> results) throws IOException, InterruptedException {
        Iterator<Map.Entry<Trial, Future<TrialResult>>> entries =
                running.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Trial, Future<TrialResult>> entry = entries.next();
            if (entry.getValue().isDone()) {
                entries.remove();
                TrialResult result = result(entry.getKey(), entry.getValue());
                results.put(entry.getKey().id(), result);
                news.leave(result.trial().id());
                view.ended(result);
            }
        }
    }

    private TrialResult result(Trial trial, Future<TrialResult> job) throws IOException, InterruptedException {
        try {
            return jobs.result(trial, job);
        } catch (ExecutionException e) {
            return lost(trial, e.getCause());
        }
    }

    /** The trial's executor went away too often, or could not write: the driver records it. */
    private TrialResult lost(Trial trial, Throwable cause) throws IOException {
        TrialFolder folder = store.trial(trial);
        folder.begin();
        TrialResult failed = new TrialResult.Failed(
                trial,
                new Execution(0, 0, "none", "unknown", 1),
                Failures.of(cause, news.step(trial.id()), setting.checkpoints(trial)));
        folder.finish(failed);
        return failed;
    }
}
