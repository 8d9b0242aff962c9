package org.skipsweep.driver.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The JSON form of a trial's provenance, {@code provenance} in its result. */
final class TrialProvenanceParser {
    private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};

    private TrialProvenanceParser() {}

    static ObjectNode toJson(TrialProvenance provenance) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("git_commit", provenance.gitCommit());
        node.set("versions", Json.MAPPER.valueToTree(provenance.versions()));
        node.put("operating_system", provenance.operatingSystem()).put("processor", provenance.processor());
        provenance.gpu().ifPresent(gpu -> node.put("gpu", gpu));
        return node.put("engine", provenance.engine()).put("host", provenance.host());
    }

    /** @throws IllegalArgumentException if something is missing */
    static TrialProvenance fromJson(JsonNode node) {
        return new TrialProvenance(
                Json.required(node, "git_commit").asText(),
                Json.MAPPER.convertValue(Json.required(node, "versions"), TEXT_MAP),
                Json.required(node, "operating_system").asText(),
                Json.required(node, "processor").asText(),
                Optional.ofNullable(node.get("gpu")).map(JsonNode::asText),
                Json.required(node, "engine").asText(),
                Json.required(node, "host").asText());
    }
}
