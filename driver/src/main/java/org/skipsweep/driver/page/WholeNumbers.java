package org.skipsweep.driver.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Whole numbers for a browser, whose numbers are doubles: those that these cannot hold are given as texts. */
final class WholeNumbers {
    private static final long MOST = 1L << 53;

    private WholeNumbers() {}

    /** A number, or a text of its digits. */
    static JsonNode exact(long value) {
        return Math.abs(value) <= MOST && value != Long.MIN_VALUE
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.textNode(Long.toString(value));
    }

    /** {@code object} with such texts in the place of its values that need them. */
    static ObjectNode exact(ObjectNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            JsonNode value = object.get(key);
            if (value.isIntegralNumber()) {
                object.set(
                        key,
                        value.canConvertToLong()
                                ? exact(value.longValue())
                                : JsonNodeFactory.instance.textNode(value.asText()));
            }
        }
        return object;
    }
}
