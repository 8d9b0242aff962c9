package org.skipsweep.driver.work;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/**
 * The way of news about work from tasks to the driver: with the heartbeats of executors, the last of each task only, so that no task
 * waits and nothing piles up.
 */
public final class WorkChannel extends HeartbeatListener {
    private final Consumer<WorkNews> hearer;
    private final Latest<WorkNews> latest = new Latest<>();

    /** The end of the channel that a task has; it must be a field of the task or in its closure. */
    public static final class Sender implements Consumer<WorkNews>, Serializable {
        private static final long serialVersionUID = 1L;

        private final Latest<WorkNews> latest;

        private Sender(Latest<WorkNews> latest) {
            this.latest = latest;
        }

        @Override
        public void accept(WorkNews news) {
            latest.add(news);
        }
    }

    /**
     * Opens a channel, which stays open until it is closed.
     *
     * @param hearer told what comes, in a thread of Spark's; it must be quick
     */
    public WorkChannel(SparkContext spark, Consumer<WorkNews> hearer) {
        super(spark);
        this.hearer = hearer;
        spark.register(latest, "work");
        listen();
    }

    /** For tasks of this Spark context. */
    public Sender sender() {
        return new Sender(latest);
    }

    @Override
    protected void heard(long accumulator, Object value) {
        if (accumulator == latest.id() && value instanceof WorkNews news) {
            hearer.accept(news);
        }
    }
}
