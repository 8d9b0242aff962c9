package org.skipsweep.driver.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * How this process was started: by itself, or by spark-submit in client or cluster mode.
 *
 * @param settings what spark-submit, its defaults and {@code -Dspark.*} say
 */
public record Submission(SparkConf settings) {
    private static final String EXIT_FILE = "spark.skipsweep.exitFile";

    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    /** That of this process. */
    public static Submission current() {
        return new Submission(new SparkConf());
    }

    /**
     * The one Hadoop configuration of this process: Hadoop's files on the class path, {@code spark.hadoop.*} and
     * {@link HadoopDefaults}, in a Spark session as it has them, else as one would. Starts no Spark.
     */
    public static Configuration hadoop() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isDefined() && !session.get().sparkContext().isStopped()) {
            return session.get().sessionState().newHadoopConf();
        }
        return withoutSession();
    }

    /** As a session that were started now would have it. */
    static Configuration withoutSession() {
        SparkConf spark = new SparkConf();
        HadoopDefaults.addTo(spark);
        return SparkHadoopUtil.get().newConfiguration(spark);
    }

    /** Whether this process runs on some node of the cluster, in a folder that goes when it ends. */
    public boolean onTheCluster() {
        return settings.get("spark.submit.deployMode", "client").equals("cluster")
                || settings.getBoolean("spark.kubernetes.submitInDriver", false);
    }

    /** Whether YARN's application master runs in this process: it wants a Spark context, and ends the process itself. */
    public boolean inApplicationMaster() {
        return onTheCluster() && settings.get("spark.master", "").equals("yarn");
    }

    /**
     * Ends this process with an exit code. In YARN's application master it returns for 0, and the code is told to YARN
     * otherwise, for an application that ends its process by itself counts as failed, whatever its code.
     *
     * @throws SparkUserAppException for codes other than 0 in YARN's application master
     */
    public void end(int exitCode) throws SparkUserAppException {
        tell(exitCode);
        if (!inApplicationMaster()) {
            System.exit(exitCode);
        } else if (exitCode != 0) {
            throw new SparkUserAppException(exitCode);
        }
    }

    /** A standalone cluster knows only that a driver failed, so its code is left where whoever submitted it looks. */
    private void tell(int exitCode) {
        if (settings.contains(EXIT_FILE)) {
            try {
                Files.writeString(Path.of(settings.get(EXIT_FILE)), exitCode + "\n");
            } catch (IOException e) {
                LOG.warn(
                        "{}: cannot be written, so that submit only knows whether all is well",
                        settings.get(EXIT_FILE),
                        e);
            }
        }
    }
}
