package org.skipsweep.driver.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class HadoopDefaultsTest {
    private static SparkConf with(String key, String value) {
        SparkConf spark = new SparkConf(false).set(key, value);
        HadoopDefaults.addTo(spark);
        return spark;
    }

    @Test
    void nothingSaid_waitsForStores_althoughHadoopsOwnFilesSayOtherwise() {
        assertThat(new Configuration().get("fs.s3a.attempts.maximum")).isEqualTo("20");
        SparkConf spark = with("spark.app.name", "some");
        assertThat(spark.get("spark.hadoop.dfs.client.retry.policy.enabled")).isEqualTo("true");
        assertThat(spark.get("spark.hadoop.fs.s3a.attempts.maximum")).isEqualTo("3");
    }

    @Test
    void userSays_stays() {
        assertThat(with("spark.hadoop.fs.s3a.attempts.maximum", "20").get("spark.hadoop.fs.s3a.attempts.maximum"))
                .isEqualTo("20");
    }

    @Test
    void verbThatStartsNoSpark_hasThem() {
        Configuration hadoop = Submission.withoutSession();
        assertThat(hadoop.get("dfs.client.retry.policy.enabled")).isEqualTo("true");
        assertThat(hadoop.get("fs.s3a.directory.marker.retention")).isEqualTo("keep");
    }

    @Test
    void userSaysInHadoopsFiles_stays() {
        String file =
                "<configuration><property><name>fs.s3a.attempts.maximum</name><value>5</value></property></configuration>";
        Configuration given = new Configuration();
        given.addResource(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "core-site.xml");
        SparkConf spark = new SparkConf(false);
        HadoopDefaults.addTo(spark, given);
        assertThat(spark.contains("spark.hadoop.fs.s3a.attempts.maximum")).isFalse();
        assertThat(spark.get("spark.hadoop.dfs.client.retry.policy.enabled")).isEqualTo("true");
    }
}
