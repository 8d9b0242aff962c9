package org.skipsweep.driver.sweep.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.value.Choice;

/** The JSON form of a plan, as {@code plan.json} holds it. */
public final class PlanParser {
    private static final String TRIALS = "trials";
    private static final String PROVENANCE = "provenance";
    private static final int AT_ONCE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXT_LIST = new TypeReference<>() {};

    private static final String UNPUBLISHED = "unpublished-data";

    private PlanParser() {}

    /** The plan as indented JSON text; the checksum is that of all but the trials, whose ids tell whether they are whole. */
    public static String toJson(Plan plan) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(plan, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written to it", e);
        }
        return text.toString();
    }

    /** Writes that text in UTF-8, a trial at a time; the stream stays open. */
    public static void write(Plan plan, OutputStream out) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            write(plan, generator);
        }
    }

    private static void write(Plan plan, JsonGenerator out) throws IOException {
        ObjectNode rest = JSON.createObjectNode()
                .put("name", plan.name())
                .put("reduce", plan.reduce().label());
        rest.putObject("run")
                .put("checkpoint-every", plan.run().checkpointEvery())
                .put("max-attempts", plan.run().maxAttempts());
        rest.putObject("classification").put("epochs", plan.classification().epochs());
        rest.set(PROVENANCE, toJson(plan.provenance()));
        out.useDefaultPrettyPrinter();
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : Checksummed.withChecksum(rest).properties()) {
            if (field.getKey().equals(PROVENANCE)) {
                write(plan.trials(), out);
            }
            out.writeObjectField(field.getKey(), field.getValue());
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private static void write(List<Trial> trials, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(TRIALS);
        for (Trial trial : trials) {
            ObjectNode node = JSON.createObjectNode().put("id", trial.id());
            node.set("trial", TrialSpecParser.toJson(trial.spec()));
            out.writeTree(node);
        }
        out.writeEndArray();
    }

    private static ObjectNode toJson(Provenance provenance) {
        ObjectNode origin = JSON.createObjectNode();
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
        return origin;
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
        try {
            return read(JSON.createParser(text));
        } catch (IOException e) {
            throw new UncheckedIOException("memory gives all that is read from it", e);
        }
    }

    /**
     * Likewise of a stream, a trial at a time.
     *
     * @throws IOException if the stream cannot be read
     */
    public static Plan read(InputStream in) throws IOException {
        return read(JSON.createParser(in));
    }

    private static Plan read(JsonParser in) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        List<Trial> trials = new ArrayList<>();
        try (in) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
                if (in.nextToken() == JsonToken.START_ARRAY && key.equals(TRIALS)) {
                    root.putArray(TRIALS);
                    List<JsonNode> some = new ArrayList<>();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        some.add(in.readValueAsTree());
                        if (some.size() == AT_ONCE) {
                            trials.addAll(trials(some));
                            some.clear();
                        }
                    }
                    trials.addAll(trials(some));
                } else {
                    root.set(key, in.readValueAsTree());
                }
            }
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something stands behind the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        required(root, TRIALS);
        Checksummed.require(root.without(TRIALS));
        JsonNode run = required(root, "run");
        return new Plan(
                required(root, "name").asText(),
                Choice.of(Reduction.class, required(root, "reduce").asText()),
                new RunSettings(
                        required(run, "checkpoint-every").asInt(),
                        required(run, "max-attempts").asInt()),
                classification(root.path("classification")),
                trials,
                provenance(required(root, PROVENANCE)));
    }

    /** By all cores: checking the ids takes longer than reading. */
    private static List<Trial> trials(List<JsonNode> nodes) {
        try {
            return nodes.parallelStream().map(PlanParser::trial).toList();
        } catch (IllegalArgumentException e) {
            // Which of the wrong ones it was is a matter of chance; the first is told.
            return nodes.stream().map(PlanParser::trial).toList();
        }
    }

    private static Trial trial(JsonNode node) {
        return Trial.of(required(node, "id").asText(), TrialSpecParser.fromJson(required(node, "trial")));
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
