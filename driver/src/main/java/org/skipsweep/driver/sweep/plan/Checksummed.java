package org.skipsweep.driver.sweep.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.skipsweep.models.files.WholeJson;

/**
 * JSON objects with a checksum of all else that they hold, whatever blanks stand between it: a digit that changed on a disk is still a
 * digit. Objects without one, from before it was written, are taken as they are.
 */
public final class Checksummed {
    private static final String CHECKSUM = "crc32";
    private static final ObjectMapper JSON = WholeJson.MAPPER;

    private Checksummed() {}

    /** The same object, which from now on holds its checksum. */
    public static ObjectNode withChecksum(ObjectNode object) {
        return object.put(CHECKSUM, of(object));
    }

    /**
     * Refuses what changed after it was written.
     *
     * @throws IllegalArgumentException if the object has another checksum than it says
     */
    public static void require(JsonNode object) {
        if (object instanceof ObjectNode whole && whole.has(CHECKSUM)) {
            ObjectNode rest = JSON.createObjectNode().setAll(whole);
            rest.remove(CHECKSUM);
            if (!of(rest).equals(whole.get(CHECKSUM).asText())) {
                throw new IllegalArgumentException(
                        "damaged: what it holds was changed after it was written (" + CHECKSUM + " does not fit)");
            }
        }
    }

    /** Whether {@code json} holds another checksum than that of what else it holds; what is not JSON holds none. */
    public static boolean contradicts(String json) {
        try {
            require(JSON.readTree(json));
            return false;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** Of the object as one reads it: a decimal that says 0.0003 is read as a double, which says 3.0E-4. */
    private static String of(ObjectNode object) {
        CRC32 checksum = new CRC32();
        checksum.update(read(object.toString()).toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just written cannot be read", e);
        }
    }
}
