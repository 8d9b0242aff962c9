package org.skipsweep.driver.run;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.submission.HadoopDefaults;
import scala.Option;

/** Where a command finds Spark. */
public final class SparkSessions {
    /** What Spark reserves for itself, and half as much again. */
    private static final long LEAST_HEAP = 450L << 20;
    /**
     * Heartbeats bring the news of trials, so they come often, and may fail for as long as by Spark's own defaults. What is broadcast is
     * parameters, which do not compress.
     */
    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.executor.heartbeatInterval",
            "2s",
            "spark.executor.heartbeat.maxFailures",
            "300",
            "spark.broadcast.compress",
            "false",
            "spark.sql.debug.maxToStringFields",
            "1000");

    /** What spark-submit calls an application that was given no name. */
    private static final String NAMELESS = "org.skipsweep.driver.cli.Main";

    private SparkSessions() {}

    /**
     * The session that spark-submit or {@code -Dspark.master} asks for; without either, Spark embedded in this virtual
     * machine with a task slot per processor. Embedded Spark has no web pages unless {@code spark.ui.enabled} asks for them.
     *
     * @param appName the application's name, unless it was given another
     */
    public static SparkSession localOrSubmitted(String appName) {
        SparkConf configuration = new SparkConf();
        configuration.setIfMissing(
                "spark.master", "local[" + Runtime.getRuntime().availableProcessors() + "]");
        if (configuration.get("spark.app.name", NAMELESS).equals(NAMELESS)) {
            configuration.set("spark.app.name", appName);
        }
        requireHeap();
        if (TrialMemory.embedded(configuration)) {
            configuration.setIfMissing("spark.ui.enabled", "false");
        } else {
            NativeLibrariesPlugin.addTo(configuration);
        }
        TrialMemory.limitExecutors(configuration);
        DEFAULTS.forEach(configuration::setIfMissing);
        HadoopDefaults.addTo(configuration);
        SparkSession session = SparkSession.builder().config(configuration).getOrCreate();
        session.sparkContext().setLogLevel(configuration.get("spark.log.level", "WARN"));
        return session;
    }

    /** Spark's own refusal is a stack. */
    private static void requireHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < LEAST_HEAP) {
            throw new UserError("this Java virtual machine may use " + (heap >> 20) + " MB of memory, and Spark needs "
                    + (LEAST_HEAP >> 20)
                    + " MB: give it more, such as -Xmx2g (here in SKIP_SWEEP_JAVA_OPTS), or leave -Xmx out");
        }
    }

    /** Stops Spark, if this process started it, so that its cluster knows that nothing more is to come. */
    public static void stop() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isDefined()) {
            session.get().stop();
        }
    }
}
