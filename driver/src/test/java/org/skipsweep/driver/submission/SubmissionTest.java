package org.skipsweep.driver.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {
    @TempDir
    private Path folder;

    @Test
    void onlyYarnsClusterMode_runsInItsApplicationMaster() {
        assertThat(submitted("yarn", "cluster").inApplicationMaster()).isTrue();
        assertThat(submitted("yarn", "client").inApplicationMaster()).isFalse();
        assertThat(submitted("spark://host:7077", "cluster").inApplicationMaster())
                .isFalse();
        assertThat(submitted("spark://host:7077", "cluster").onTheCluster()).isTrue();
    }

    @Test
    void applicationMaster_isLeftToEndTheProcess_andToldWhatFailed() {
        Path exit = folder.resolve("exit");
        Submission submission = submitted("yarn", "cluster");
        submission.settings().set("spark.skipsweep.exitFile", exit.toString());
        assertThatCode(() -> submission.end(0)).doesNotThrowAnyException();
        assertThat(exit).hasContent("0");
        assertThatThrownBy(() -> submission.end(2))
                .isInstanceOfSatisfying(SparkUserAppException.class, told -> assertThat(told.exitCode())
                        .isEqualTo(2));
        assertThat(exit).hasContent("2");
    }

    @Test
    void filesThatCameAlong_areFoundByTheirNames_inClusterModeOnly() {
        SparkConf cluster = submitted("spark://host:7077", "cluster")
                .settings()
                .set("spark.files", "file:/there/base.conf,hdfs://host/x/depth.conf");
        ShippedFiles shipped = new ShippedFiles(new Submission(cluster));
        assertThat(shipped.find("sweeps/depth.conf"))
                .hasValue(new org.apache.hadoop.fs.Path("hdfs://host/x/depth.conf"));
        assertThat(shipped.find("sweeps/other.conf")).isEmpty();
        SparkConf client = cluster.clone().set("spark.submit.deployMode", "client");
        assertThat(new ShippedFiles(new Submission(client)).find("sweeps/depth.conf"))
                .isEmpty();
    }

    private static Submission submitted(String master, String deployMode) {
        return new Submission(
                new SparkConf(false).set("spark.master", master).set("spark.submit.deployMode", deployMode));
    }
}
