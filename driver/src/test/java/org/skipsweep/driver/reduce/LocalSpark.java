package org.skipsweep.driver.reduce;

import org.apache.spark.sql.SparkSession;

/** Real Spark in this virtual machine, two tasks at a time, shared by the tests that need it. */
public final class LocalSpark {
    private LocalSpark() {}

    /** The session; it ends with the virtual machine. */
    public static SparkSession session() {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.heartbeatInterval", "1s")
                .getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        return session;
    }
}
