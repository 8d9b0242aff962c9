package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.store.lease.DriverLease;
import org.skipsweep.driver.store.lease.LeaseLostException;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

/** A sweep that is ready to run, on an output that no other driver runs until this is closed. For the thread that opened it. */
public final class OpenSweep implements AutoCloseable {
    private final SparkSession session;
    private final Store store;
    private final TrialSetting setting;
    private final DriverLease lease;
    private final ProgressView view;
    private final Plan plan;
    private final List<TrialStatus> statuses;
    private final List<Trial> chosen;

    OpenSweep(
            SparkSession session,
            Store store,
            TrialSetting setting,
            DriverLease lease,
            ProgressView view,
            Plan plan,
            List<TrialStatus> statuses,
            List<Trial> chosen) {
        this.session = session;
        this.store = store;
        this.setting = setting;
        this.lease = lease;
        this.view = view;
        this.plan = plan;
        this.statuses = statuses;
        this.chosen = chosen;
    }

    /**
     * Runs until every chosen trial is done or has failed.
     *
     * @throws IOException if the output cannot be read or written
     * @throws LeaseLostException if another driver took over the output meanwhile
     * @throws InterruptedException if the thread was interrupted or Spark was stopped; trials go on at the next run
     */
    public SweepRun.Outcome run() throws IOException, LeaseLostException, InterruptedException {
        try (view) {
            return new SweepRun(new JavaSparkContext(session.sparkContext()), store, setting, view)
                    .run(plan, statuses, chosen);
        } catch (IOException | InterruptedException | RuntimeException e) {
            lease.requireHeld(e);
            throw e;
        }
    }

    /**
     * Does what else belongs to the run.
     *
     * @throws LeaseLostException if another driver took over the output meanwhile
     * @throws Exception if {@code work} does
     */
    public <T> T whileHeld(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Exception e) {
            lease.requireHeld(e);
            throw e;
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}
