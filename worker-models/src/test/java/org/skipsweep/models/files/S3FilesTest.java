package org.skipsweep.models.files;

import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The S3 server that the environment names, through Hadoop's client: {@code cluster/test/s3} starts one. */
@EnabledIfEnvironmentVariable(named = S3FilesTest.ENDPOINT, matches = "http.+")
class S3FilesTest extends StoreContract {
    static final String ENDPOINT = "SKIP_SWEEP_S3";

    private final Path folder = new Path("s3a://files/" + UUID.randomUUID());

    @Override
    Configuration hadoop() {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.s3a.endpoint", System.getenv(ENDPOINT));
        hadoop.set("fs.s3a.path.style.access", "true");
        hadoop.set("fs.s3a.connection.ssl.enabled", "false");
        hadoop.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
        return hadoop;
    }

    @Override
    Path folder() {
        return folder;
    }
}
