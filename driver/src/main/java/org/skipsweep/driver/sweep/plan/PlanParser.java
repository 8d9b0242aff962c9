package org.skipsweep.driver.sweep.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.value.Choice;

/** The JSON form of a plan, as {@code plan.json} holds it. */
public final class PlanParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXT_LIST = new TypeReference<>() {};

    private static final String UNPUBLISHED = "unpublished-data";

    private PlanParser() {}

    /** The plan as indented JSON text. */
    public static String toJson(Plan plan) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", plan.name());
        root.put("reduce", plan.reduce().label());
        root.putObject("run")
                .put("checkpoint-every", plan.run().checkpointEvery())
                .put("max-attempts", plan.run().maxAttempts());
        root.putObject("classification").put("epochs", plan.classification().epochs());
        ArrayNode trials = root.putArray("trials");
        for (Trial trial : plan.trials()) {
            trials.addObject().put("id", trial.id()).set("trial", TrialSpecParser.toJson(trial.spec()));
        }
        Provenance provenance = plan.provenance();
        ObjectNode origin = root.putObject("provenance");
        origin.put("git-commit", provenance.gitCommit());
        origin.put("created", provenance.created().toString());
        origin.set("versions", JSON.valueToTree(provenance.versions()));
        origin.set("sources", JSON.valueToTree(provenance.sources()));
        origin.set("overrides", JSON.valueToTree(provenance.overrides()));
        origin.set("data-checksums", JSON.valueToTree(provenance.dataChecksums()));
        if (!provenance.unpublishedData().isEmpty()) {
            origin.set(UNPUBLISHED, JSON.valueToTree(provenance.unpublishedData()));
        }
        if (!provenance.extensions().isEmpty()) {
            ArrayNode extensions = origin.putArray("extensions");
            provenance.extensions().forEach(extension -> extensions.add(toJson(extension)));
        }
        return root.toPrettyString();
    }

    private static ObjectNode toJson(Extension extension) {
        ObjectNode node = JSON.createObjectNode()
                .put("git-commit", extension.gitCommit())
                .put("created", extension.created().toString());
        node.set("trials", JSON.valueToTree(extension.trials()));
        node.set("versions", JSON.valueToTree(extension.versions()));
        node.set("sources", JSON.valueToTree(extension.sources()));
        node.set("overrides", JSON.valueToTree(extension.overrides()));
        return node;
    }

    /**
     * The plan that the JSON text describes.
     *
     * @throws IllegalArgumentException if the text is not a plan; the message says what is wrong with it
     */
    public static Plan fromJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        List<Trial> trials = new ArrayList<>();
        for (JsonNode trial : required(root, "trials")) {
            trials.add(new Trial(required(trial, "id").asText(), TrialSpecParser.fromJson(required(trial, "trial"))));
        }
        JsonNode run = required(root, "run");
        return new Plan(
                required(root, "name").asText(),
                Choice.of(Reduction.class, required(root, "reduce").asText()),
                new RunSettings(
                        required(run, "checkpoint-every").asInt(),
                        required(run, "max-attempts").asInt()),
                classification(root.path("classification")),
                trials,
                provenance(required(root, "provenance")));
    }

    /** Plans that were frozen before there was such a study have no settings for it. */
    private static ClassificationSettings classification(JsonNode node) {
        return node.isMissingNode()
                ? ClassificationSettings.DEFAULT
                : new ClassificationSettings(required(node, "epochs").asInt());
    }

    private static Provenance provenance(JsonNode node) {
        return new Provenance(
                required(node, "git-commit").asText(),
                JSON.convertValue(required(node, "versions"), TEXT_MAP),
                JSON.convertValue(required(node, "sources"), TEXT_MAP),
                JSON.convertValue(required(node, "overrides"), TEXT_LIST),
                JSON.convertValue(required(node, "data-checksums"), TEXT_MAP),
                node.has(UNPUBLISHED) ? JSON.convertValue(node.get(UNPUBLISHED), TEXT_MAP) : Map.of(),
                time(node, "provenance.created"),
                extensions(node.path("extensions")));
    }

    private static List<Extension> extensions(JsonNode nodes) {
        List<Extension> extensions = new ArrayList<>();
        for (JsonNode node : nodes) {
            extensions.add(new Extension(
                    JSON.convertValue(required(node, "trials"), TEXT_LIST),
                    required(node, "git-commit").asText(),
                    JSON.convertValue(required(node, "versions"), TEXT_MAP),
                    JSON.convertValue(required(node, "sources"), TEXT_MAP),
                    JSON.convertValue(required(node, "overrides"), TEXT_LIST),
                    time(node, "provenance.extensions.created")));
        }
        return extensions;
    }

    private static Instant time(JsonNode node, String path) {
        try {
            return Instant.parse(required(node, "created").asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(path + " is not a time: " + e.getParsedString(), e);
        }
    }

    private static JsonNode required(JsonNode node, String key) {
        if (node == null || !node.hasNonNull(key)) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.get(key);
    }
}
