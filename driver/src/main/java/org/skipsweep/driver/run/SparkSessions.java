package org.skipsweep.driver.run;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Where a command finds Spark. */
public final class SparkSessions {
    private SparkSessions() {}

    /**
     * The session that spark-submit or {@code -Dspark.master} asks for; without either, Spark embedded in this virtual
     * machine with a task slot per processor. Embedded Spark has no web pages unless {@code spark.ui.enabled} asks for them.
     *
     * @param appName the application's name, unless {@code spark.app.name} is set
     */
    public static SparkSession localOrSubmitted(String appName) {
        SparkConf configuration = new SparkConf();
        configuration.setIfMissing(
                "spark.master", "local[" + Runtime.getRuntime().availableProcessors() + "]");
        configuration.setIfMissing("spark.app.name", appName);
        if (configuration.get("spark.master").startsWith("local")) {
            configuration.setIfMissing("spark.ui.enabled", "false");
        }
        configuration.setIfMissing("spark.sql.debug.maxToStringFields", "1000");
        SparkSession session = SparkSession.builder().config(configuration).getOrCreate();
        session.sparkContext().setLogLevel(configuration.get("spark.log.level", "WARN"));
        return session;
    }

    /** Stops Spark, if this process started it, so that its cluster knows that nothing more is to come. */
    public static void stop() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isDefined()) {
            session.get().stop();
        }
    }
}
