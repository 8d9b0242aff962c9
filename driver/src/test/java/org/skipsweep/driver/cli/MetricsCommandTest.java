package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.store.latents.LatentsParquet;
import org.skipsweep.models.metrics.LatentMetrics;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Metric;

class MetricsCommandTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void metrics_latentsOfATrial_everyKeyOnce() throws Exception {
        Latents latents = population(2_000, 4);
        String file = folder.resolve("latents.parquet").toString();
        LatentsParquet.write(latents, new org.apache.hadoop.fs.Path(file), new Configuration());

        int exitCode = run(file);

        LatentMetrics expected = LatentMetrics.of(latents);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(exitCode).isZero();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "examples",
                        "latent_dim",
                        "kl",
                        "mi",
                        "mi_monte_carlo",
                        "mi_corrected",
                        "mi_cap",
                        "mi_saturated",
                        "mi_minibatch",
                        "aggregate_kl",
                        "active_units",
                        "active_units_002",
                        "active_units_lower",
                        "active_units_upper");
        assertThat(json.get("examples").asInt()).isEqualTo(2_000);
        assertThat(json.get("latent_dim").asInt()).isEqualTo(4);
        assertThat(json.get("kl").asDouble()).isCloseTo(expected.values().get(Metric.KL), within(1e-6));
        assertThat(json.get("mi").asDouble()).isCloseTo(expected.values().get(Metric.MUTUAL_INFORMATION), within(1e-5));
        assertThat(json.get("mi_monte_carlo").asDouble())
                .isCloseTo(expected.values().get(Metric.MUTUAL_INFORMATION_MONTE_CARLO), within(1e-5));
        assertThat(json.get("mi_cap").asDouble()).isEqualTo(Math.log(2_000));
        assertThat(json.get("mi_saturated").asBoolean()).isFalse();
        assertThat(json.get("mi_minibatch").asDouble())
                .isCloseTo(expected.values().get(Metric.MUTUAL_INFORMATION_MINIBATCH), within(1e-5));
        assertThat(json.get("aggregate_kl").asDouble())
                .isCloseTo(expected.values().get(Metric.AGGREGATE_KL), within(1e-5));
        assertThat(json.get("active_units").asInt()).isEqualTo(4);
        assertThat(json.get("active_units_002").asInt()).isEqualTo(4);
    }

    @Test
    void metrics_withoutSamples_drawnFromTheSeed() throws Exception {
        Latents latents = population(2_000, 4);
        String whole = folder.resolve("whole.parquet").toString();
        String file = folder.resolve("latents.parquet").toString();
        LatentsParquet.write(latents, new org.apache.hadoop.fs.Path(whole), new Configuration());
        spark.read()
                .parquet(whole)
                .select("posterior_mean", "log_variance")
                .write()
                .parquet(file);

        run(file, "--seed", "5");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run(file, "--seed", "5");
        String second = out.toString();
        out.getBuffer().setLength(0);
        run(file, "--seed", "6");

        assertThat(second).isEqualTo(first).isNotEqualTo(out.toString());
        assertThat(new ObjectMapper().readTree(first).get("mi_monte_carlo").asDouble())
                .isCloseTo(LatentMetrics.of(latents).values().get(Metric.MUTUAL_INFORMATION_MONTE_CARLO), within(0.15));
    }

    @Test
    void metrics_missingFile_oneLineAndExitCode2() {
        String file = folder.resolve("none.parquet").toString();

        assertThat(run(file)).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("file:" + file + ": no such file");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("metrics"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Latents population(int examples, int latentDim) {
        Random random = new Random(1);
        double[][] mean = new double[examples][latentDim];
        double[][] logVariance = new double[examples][latentDim];
        double[][] z = new double[examples][latentDim];
        for (int i = 0; i < examples; i++) {
            for (int d = 0; d < latentDim; d++) {
                mean[i][d] = 0.9 * random.nextGaussian();
                logVariance[i][d] = Math.log(0.2) + 0.1 * random.nextGaussian();
                z[i][d] = mean[i][d] + Math.exp(logVariance[i][d] / 2) * random.nextGaussian();
            }
        }
        return new Latents(mean, logVariance, z, Optional.empty());
    }
}
