package org.skipsweep.driver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.skipsweep.models.files.WholeJson;

/** Reading JSON with messages that name what is missing. */
final class Json {
    static final ObjectMapper MAPPER = WholeJson.MAPPER;

    private Json() {}

    /** @throws IllegalArgumentException if the text is not JSON */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the key is missing or null */
    static JsonNode required(JsonNode node, String key) {
        if (!node.hasNonNull(key)) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return node.get(key);
    }
}
