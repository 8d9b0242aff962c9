package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Checksummed;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.metrics.LatentDimensions;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.result.TrialMetrics;

/** The JSON form of a result, as {@code result.json} holds it. */
public final class TrialResultParser {
    private static final String KL_PER_DIMENSION = "kl_per_dimension";
    private static final String MEAN_VARIANCE = "mean_variance";

    private TrialResultParser() {}

    /** The result as indented JSON text. */
    public static String toJson(TrialResult result) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("id", result.trial().id());
        root.put("state", result.state().label());
        root.set("trial", TrialSpecParser.toJson(result.trial().spec()));
        result.metrics()
                .ifPresent(metrics -> root.set("metrics", Json.MAPPER.valueToTree(TrialMetricsParser.values(metrics))));
        if (result instanceof TrialResult.Done done) {
            done.dimensions().ifPresent(dimensions -> {
                root.set(KL_PER_DIMENSION, Json.MAPPER.valueToTree(dimensions.kl()));
                root.set(MEAN_VARIANCE, Json.MAPPER.valueToTree(dimensions.meanVariance()));
            });
        }
        root.put("seconds", result.execution().seconds());
        root.put("images_per_second", result.execution().imagesPerSecond());
        root.put("engine", result.execution().engine());
        root.put("executor", result.execution().executor());
        root.put("attempts", result.execution().attempts());
        result.execution()
                .provenance()
                .ifPresent(provenance -> root.set("provenance", TrialProvenanceParser.toJson(provenance)));
        if (result instanceof TrialResult.Failed failed) {
            root.set("failure", toJson(failed.failure()));
        }
        return Checksummed.withChecksum(root).toPrettyString();
    }

    /**
     * The result that the JSON text describes.
     *
     * @throws IllegalArgumentException if the text is not a result; the message says what is wrong with it
     */
    public static TrialResult fromJson(String text) {
        JsonNode root = Json.parse(text);
        Checksummed.require(root);
        Trial trial =
                Trial.of(Json.required(root, "id").asText(), TrialSpecParser.fromJson(Json.required(root, "trial")));
        Execution execution = new Execution(
                Json.required(root, "seconds").asDouble(),
                Json.required(root, "images_per_second").asDouble(),
                Json.required(root, "engine").asText(),
                Json.required(root, "executor").asText(),
                Json.required(root, "attempts").asInt(),
                Optional.ofNullable(root.get("provenance")).map(TrialProvenanceParser::fromJson));
        String state = Json.required(root, "state").asText();
        if (state.equals(TrialState.DONE.label())) {
            Optional<TrialMetrics> metrics =
                    Optional.ofNullable(root.get("metrics")).map(TrialMetricsParser::fromJson);
            return new TrialResult.Done(trial, execution, metrics, dimensions(root));
        }
        if (state.equals(TrialState.FAILED.label())) {
            return new TrialResult.Failed(trial, execution, failure(Json.required(root, "failure")));
        }
        throw new IllegalArgumentException("state must be done or failed but is \"" + state + "\"");
    }

    private static Optional<LatentDimensions> dimensions(JsonNode root) {
        return root.has(KL_PER_DIMENSION) && root.has(MEAN_VARIANCE)
                ? Optional.of(
                        new LatentDimensions(numbers(root.get(KL_PER_DIMENSION)), numbers(root.get(MEAN_VARIANCE))))
                : Optional.empty();
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    private static ObjectNode toJson(Failure failure) {
        return Json.MAPPER
                .createObjectNode()
                .put("message", failure.message())
                .put("cause", failure.cause())
                .put("stack", failure.stack())
                .put("epoch", failure.epoch())
                .put("step", failure.step())
                .put("last_checkpoint", failure.lastCheckpoint().orElse(null));
    }

    private static Failure failure(JsonNode node) {
        return new Failure(
                Json.required(node, "message").asText(),
                Json.required(node, "cause").asText(),
                Json.required(node, "stack").asText(),
                Json.required(node, "epoch").asInt(),
                Json.required(node, "step").asLong(),
                Optional.ofNullable(node.get("last_checkpoint"))
                        .filter(checkpoint -> !checkpoint.isNull())
                        .map(JsonNode::asText));
    }
}
