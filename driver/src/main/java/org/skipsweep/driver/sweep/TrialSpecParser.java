package org.skipsweep.driver.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.skipsweep.models.trial.TrialSpec;

/** The JSON form of a trial: one object with the flat kebab-case keys of {@link TrialKeys}, in their order. */
public final class TrialSpecParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FLAT = new TypeReference<>() {};

    private TrialSpecParser() {}

    /** All keys of {@code spec}; equal specifications give equal text on any machine. */
    public static ObjectNode toJson(TrialSpec spec) {
        ObjectNode node = JSON.createObjectNode();
        TrialKeys.values(spec).forEach((key, value) -> {
            if (value instanceof Double number) {
                node.set(key, DecimalNode.valueOf(CanonicalNumber.of(number)));
            } else {
                node.set(key, JSON.valueToTree(value));
            }
        });
        return node;
    }

    /**
     * The trial that the JSON object describes.
     *
     * @throws IllegalArgumentException if a key is missing, unknown, of the wrong type or out of range
     */
    public static TrialSpec fromJson(JsonNode node) {
        return TrialKeys.spec(JSON.convertValue(node, FLAT));
    }
}
