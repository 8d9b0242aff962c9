package org.skipsweep.driver.work;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Hears what accumulators of tasks that run hold, which comes with the heartbeats of executors, until it is closed. */
public abstract class HeartbeatListener extends SparkListener implements AutoCloseable {
    private final SparkContext spark;

    protected HeartbeatListener(SparkContext spark) {
        this.spark = spark;
    }

    /** Begins to listen. */
    protected final void listen() {
        spark.addSparkListener(this);
    }

    /**
     * Takes what one task told, in a thread of Spark's; it must be quick.
     *
     * @param accumulator id of the accumulator
     * @param value that it holds
     */
    protected abstract void heard(long accumulator, Object value);

    @Override
    public final void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                JavaConverters.seqAsJavaList(update.accumUpdates())) {
            for (AccumulableInfo information : JavaConverters.seqAsJavaList(task._4())) {
                if (information.update().isDefined()) {
                    heard(information.id(), information.update().get());
                }
            }
        }
    }

    @Override
    public final void close() {
        spark.removeSparkListener(this);
    }
}
