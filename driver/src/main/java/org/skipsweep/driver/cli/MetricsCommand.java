package org.skipsweep.driver.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.store.TrialMetricsParser;
import org.skipsweep.driver.store.latents.LatentsParquetReader;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.models.metrics.LatentMetrics;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Metric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep metrics FILE.parquet}: KL, mutual information and active units of any latents, as one JSON object. */
@Command(
        name = "metrics",
        description = {
            "Print KL, mutual information and active units of latents as one JSON object.",
            "The file has a row per example: posterior_mean and log_variance, arrays of float or double of one length,"
                    + " and, if there are any, z, a sample, and label."
        },
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** At most so many share the work: each holds 80 MB for 10,000 examples, and more wait for memory. */
    private static final int THREADS = 4;

    @Parameters(
            paramLabel = "FILE",
            description = "Parquet file with latents, a path or the URI of any Hadoop file system.")
    private String file;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the samples drawn where the file has none (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path path = GivenPath.of("", file, Submission.hadoop());
        CompletableFuture<Void> ready = CompletableFuture.runAsync(LatentMetrics::prepare);
        Latents latents;
        try {
            latents = LatentsParquetReader.read(Submission.hadoop(), path, new Draws(seed));
        } finally {
            // The process must not end, over a bad file, while a library is loaded.
            ready.join();
        }
        LatentMetrics metrics =
                LatentMetrics.of(latents, Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
        spec.commandLine()
                .getOut()
                .println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(metrics)));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private static ObjectNode json(LatentMetrics metrics) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("examples", metrics.examples())
                .put("latent_dim", metrics.latentDim());
        TrialMetricsParser.values(metrics.values()).forEach((key, value) -> {
            json.set(key, JSON.valueToTree(value));
            if (key.equals(Metric.MUTUAL_INFORMATION_CAP.key())) {
                json.put("mi_saturated", metrics.mutualInformationSaturated());
            }
        });
        return json;
    }
}
