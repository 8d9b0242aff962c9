package org.skipsweep.driver.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.message.UserError;

class GivenPathTest {
    private final Configuration local = new Configuration();

    @Test
    void withoutScheme_liesOnTheDefaultFileSystem() {
        Configuration hdfs = new Configuration();
        hdfs.set("fs.defaultFS", "hdfs://127.0.0.1:8020");
        hdfs.setClass("fs.hdfs.impl", DistributedFileSystem.class, DistributedFileSystem.class);
        assertThat(GivenPath.of("--out", "/results/a", hdfs)).hasToString("hdfs://127.0.0.1:8020/results/a");
        assertThat(GivenPath.of("--out", "file:/results/a", hdfs)).hasToString("file:/results/a");
        assertThat(GivenPath.of("--out", "/results/a b/", local)).hasToString("file:/results/a b");
    }

    @Test
    void relative_liesBelowTheWorkingFolder() {
        assertThat(GivenPath.of("--data", "data", local))
                .hasToString("file:" + Path.of("data").toAbsolutePath());
    }

    @Test
    void clientThatIsNotThere_isNamedWithWhatToAdd() {
        assertThatThrownBy(() -> GivenPath.of("--out", "s3a://bucket/out", local))
                .isInstanceOf(UserError.class)
                .hasMessage("--out s3a://bucket/out: Hadoop's client for s3a: is not on the class path (Class"
                        + " org.apache.hadoop.fs.s3a.S3AFileSystem not found); add it by"
                        + " SKIP_SWEEP_PACKAGES=org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion()
                        + " for the scripts below cluster/ (spark-submit: --packages with the same)");
    }

    @Test
    void neitherPathNorUri_isRefused() {
        assertThatThrownBy(() -> GivenPath.of("--data", "a:b:c", local))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--data a:b:c: not a path or URI (");
    }
}
