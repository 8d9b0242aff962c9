package org.skipsweep.driver.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The JSON form of a trial: one object with the flat kebab-case keys of {@link TrialKeys}, in their order. A key that was
 * added after trials had been published is left out where it has the value that those trials have.
 */
public final class TrialSpecParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FLAT = new TypeReference<>() {};

    private TrialSpecParser() {}

    /** The keys of {@code spec}; equal specifications give equal text on any machine. */
    public static ObjectNode toJson(TrialSpec spec) {
        ObjectNode node = JSON.createObjectNode();
        for (TrialKey key : TrialKeys.all()) {
            Object value = key.value().apply(spec);
            if (key.before().filter(value::equals).isPresent()) {
                continue;
            }
            if (value instanceof Double number) {
                node.set(key.name(), DecimalNode.valueOf(CanonicalNumber.of(number)));
            } else {
                node.set(key.name(), JSON.valueToTree(value));
            }
        }
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
