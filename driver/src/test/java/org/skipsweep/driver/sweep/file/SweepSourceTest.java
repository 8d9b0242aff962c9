package org.skipsweep.driver.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.driver.submission.ShippedFiles;
import org.skipsweep.driver.submission.Submission;

class SweepSourceTest {
    @TempDir
    private Path shipped;

    @Test
    void includeWithoutExtension_isFoundAmongTheFilesThatCameAlong() throws IOException {
        Path sweep =
                Files.writeString(shipped.resolve("sweep-on-a-node.conf"), "trial { include \"common-on-a-node\" }");
        Path common = Files.writeString(shipped.resolve("common-on-a-node.conf"), "latent-dim = 3");
        SparkConf settings = new SparkConf(false)
                .set("spark.submit.deployMode", "cluster")
                .set("spark.files", sweep.toUri() + "," + common.toUri());
        Problems problems = new Problems();
        SweepSource source = new SweepSource(new Configuration(), new ShippedFiles(new Submission(settings)), problems);
        Config read = source.file("/on/another/machine/sweep-on-a-node.conf");
        assertThat(read.getInt("trial.latent-dim")).isEqualTo(3);
        assertThat(source.texts()).containsKey("/on/another/machine/common-on-a-node.conf");
    }
}
