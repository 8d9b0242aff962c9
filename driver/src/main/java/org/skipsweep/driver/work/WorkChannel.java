package org.skipsweep.driver.work;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The way of news about work from tasks to the driver: with the heartbeats of executors, the last of each task only, so that no task
 * waits and nothing piles up.
 */
public final class WorkChannel extends SparkListener implements AutoCloseable {
    private final SparkContext spark;
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
        this.spark = spark;
        this.hearer = hearer;
        spark.register(latest, "work");
        spark.addSparkListener(this);
    }

    /** For tasks of this Spark context. */
    public Sender sender() {
        return new Sender(latest);
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                JavaConverters.seqAsJavaList(update.accumUpdates())) {
            for (AccumulableInfo information : JavaConverters.seqAsJavaList(task._4())) {
                boolean ours =
                        information.id() == latest.id() && information.update().isDefined();
                if (ours && information.update().get() instanceof WorkNews news) {
                    hearer.accept(news);
                }
            }
        }
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
    }
}
