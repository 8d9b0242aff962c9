package org.skipsweep.driver.submission;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Settings of Hadoop's clients that are others here than Hadoop's own, so that a store may be away for about a minute: a namenode
 * that restarts, an S3 server that does not answer. They hold where neither Spark's settings nor Hadoop's files say anything else.
 *
 * <ul>
 *   <li>HDFS: ten tries a second apart, then ten at five seconds; by default there is one.
 *   <li>S3: three tries of Amazon's client for each of Hadoop's, whose pauses double from half a second to half a minute
 *       ({@code fs.s3a.retry.limit} is 7); by default twenty for each, so that a wrong address is told after half an hour.
 *   <li>S3: markers of folders are left as they are, as by default from Hadoop 3.4 on; removing those above each file is a request more
 *       for every file that is written.
 * </ul>
 */
public final class HadoopDefaults {
    private static final Map<String, String> SETTINGS = Map.of(
            "dfs.client.retry.policy.enabled", "true",
            "dfs.client.retry.policy.spec", "1000,10,5000,10",
            "fs.s3a.attempts.maximum", "3",
            "fs.s3a.directory.marker.retention", "keep");

    private HadoopDefaults() {}

    /** Adds them to {@code spark}, as {@code spark.hadoop.*}, but for those that somebody has set. */
    public static void addTo(SparkConf spark) {
        HdfsConfiguration.init();
        addTo(spark, SparkHadoopUtil.get().newConfiguration(spark));
    }

    /** @param given what holds without them */
    static void addTo(SparkConf spark, Configuration given) {
        SETTINGS.forEach((key, value) -> {
            if (byDefault(given, key)) {
                spark.setIfMissing("spark.hadoop." + key, value);
            }
        });
    }

    private static boolean byDefault(Configuration given, String key) {
        String[] sources = given.getPropertySources(key);
        return sources == null || sources.length == 0 || sources[sources.length - 1].endsWith("-default.xml");
    }
}
