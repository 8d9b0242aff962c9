package org.skipsweep.models.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.skipsweep.models.trial.value.CanonicalNumber;

/**
 * The JSON form of a trial: one object with the flat kebab-case keys of {@link TrialKeys}, in their order. A key that was
 * added after trials of the model family had been published is left out where it has the value that those trials have.
 */
public final class TrialSpecParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FLAT = new TypeReference<>() {};

    private TrialSpecParser() {}

    /** The keys of {@code spec}; equal specifications give equal text on any machine. */
    public static ObjectNode toJson(TrialSpec spec) {
        ObjectNode node = JSON.createObjectNode();
        spec.keys().forEach(key -> add(key, spec, node));
        return node;
    }

    private static <T> void add(TrialKey<T> key, TrialSpec spec, ObjectNode node) {
        if (key.silentIn(spec.family()) && key.before().equals(spec.find(key))) {
            return;
        }
        Object value = TrialKeys.plain(key, spec);
        node.set(key.name(), json(value));
    }

    private static JsonNode json(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Double number) {
            return DecimalNode.valueOf(CanonicalNumber.of(number));
        }
        if (value instanceof String text) {
            return nodes.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        return value instanceof Integer whole ? nodes.numberNode(whole.intValue()) : JSON.valueToTree(value);
    }

    /**
     * The trial that the JSON object describes.
     *
     * @throws IllegalArgumentException if a key is missing, unknown, of the wrong type or out of range
     */
    public static TrialSpec fromJson(JsonNode node) {
        return TrialKeys.spec(JSON.convertValue(node, FLAT));
    }

    /**
     * The trial that the JSON text describes.
     *
     * @throws IllegalArgumentException if it is no JSON, or as for {@link #fromJson(JsonNode)}
     */
    public static TrialSpec fromJson(String text) {
        try {
            return fromJson(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
