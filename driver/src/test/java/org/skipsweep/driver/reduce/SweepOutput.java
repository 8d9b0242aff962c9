package org.skipsweep.driver.reduce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the files that a sweep leaves, with trials that look like the given ones. */
public final class SweepOutput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    public SweepOutput(Path folder, String name, String reduce) {
        this.folder = folder;
        write(
                folder.resolve("plan.json"),
                JSON.createObjectNode().put("name", name).put("reduce", reduce).toString());
    }

    public URI uri() {
        return folder.toUri();
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** A trial of Table 3 at full size, but for the keys given. */
    public static ObjectNode trial(boolean skip, int decoderLayers, long seed, Map<String, Object> changes) {
        ObjectNode trial = JSON.createObjectNode()
                .put("dataset", "mnist")
                .put("binarization", "dynamic")
                .put("train-examples", "all")
                .put("validation-examples", "all")
                .put("test-examples", "all")
                .put("model", "mlp-vae")
                .put("latent-dim", 50)
                .put("decoder-layers", decoderLayers)
                .put("skip", skip)
                .put("skip-output", false)
                .put("hidden-units", 512)
                .put("epochs", 100)
                .put("batch-size", 100)
                .put("learning-rate", 3e-4)
                .put("gradient-clip", 5)
                .put("kl-warmup-epochs", 10)
                .put("kl-start", 0.1)
                .put("engine", "auto")
                .put("averaging.workers", 1)
                .put("averaging.frequency", 20)
                .put("seed", seed);
        changes.forEach((key, value) -> trial.set(key, JSON.valueToTree(value)));
        return trial;
    }

    public SweepOutput done(String id, ObjectNode trial, double elbo, double kl, double mi, int activeUnits) {
        return done(id, trial, elbo, kl, mi, activeUnits, 50_000, 10_000);
    }

    public SweepOutput done(
            String id, ObjectNode trial, double elbo, double kl, double mi, int activeUnits, int train, int test) {
        ObjectNode metrics = JSON.createObjectNode()
                .put("elbo", elbo)
                .put("kl", kl)
                .put("mi", mi)
                .put("mi_monte_carlo", mi)
                .put("mi_cap", Math.log(test))
                .put("mi_minibatch", 3.9)
                .put("aggregate_kl", kl - mi)
                .put("active_units", activeUnits)
                .put("active_units_002", activeUnits)
                .put("best_epoch", 97)
                .put("validation_elbo", elbo - 0.5)
                .put("train_examples", train)
                .put("validation_examples", 10_000)
                .put("test_examples", test);
        return done(id, trial, metrics, Map.of());
    }

    /**
     * A trial that measured what {@code metrics} says.
     *
     * @param provenance facts about where its numbers come from; none for a result of a time when none was recorded
     */
    public SweepOutput done(String id, ObjectNode trial, ObjectNode metrics, Map<String, Object> provenance) {
        ObjectNode result = JSON.createObjectNode().put("id", id).put("state", "done");
        result.set("trial", trial);
        result.set("metrics", metrics);
        result.put("seconds", 12.5).put("images_per_second", 7000.0).put("engine", "nd4j");
        result.put("executor", "driver").put("attempts", 1);
        if (!provenance.isEmpty()) {
            result.set("provenance", JSON.valueToTree(provenance));
        }
        return result(id, result.toString());
    }

    public SweepOutput failed(String id, ObjectNode trial, String message) {
        ObjectNode result = JSON.createObjectNode().put("id", id).put("state", "failed");
        result.set("trial", trial);
        result.put("seconds", 1.0)
                .put("engine", "nd4j")
                .put("executor", "driver")
                .put("attempts", 3);
        result.putObject("failure")
                .put("message", message)
                .put("cause", "x")
                .put("stack", "at x\nat y")
                .put("step", 7);
        return result(id, result.toString());
    }

    public SweepOutput noOp(String id, ObjectNode trial) {
        ObjectNode result = JSON.createObjectNode().put("id", id).put("state", "done");
        result.set("trial", trial.put("model", "no-op"));
        return result(
                id,
                result.put("seconds", 0.0)
                        .put("executor", "driver")
                        .put("attempts", 1)
                        .toPrettyString());
    }

    public SweepOutput result(String id, String text) {
        write(folder.resolve("trials/" + id + "/result.json"), text);
        return this;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
