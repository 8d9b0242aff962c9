package org.skipsweep.driver.store.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.skipsweep.models.files.WholeJson;

/** The JSON form of a lease, {@code driver.json}. */
final class HolderParser {
    private static final ObjectMapper JSON = WholeJson.MAPPER;

    private HolderParser() {}

    static String toJson(Holder holder) {
        ObjectNode root = JSON.createObjectNode()
                .put("user", holder.user())
                .put("host", holder.host())
                .put("process", holder.number())
                .put("since", holder.since().toString())
                .put("renewed", holder.renewed().toString())
                .put("token", holder.token());
        holder.process().ifPresent(process -> {
            root.put("machine", process.machine()).put("process_started", process.started());
            process.owner().ifPresent(owner -> root.put("process_owner", owner));
        });
        return root.toPrettyString() + "\n";
    }

    /** Who is named, or empty if the text is no lease. */
    static Optional<Holder> fromJson(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            long number = root.required("process").asLong();
            return Optional.of(new Holder(
                    root.required("token").asText(),
                    root.required("user").asText(),
                    root.required("host").asText(),
                    number,
                    process(root, number),
                    Instant.parse(root.required("since").asText()),
                    Instant.parse(root.required("renewed").asText())));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<MachineProcess> process(JsonNode root, long number) {
        return root.hasNonNull("machine")
                ? Optional.of(new MachineProcess(
                        root.get("machine").asText(),
                        number,
                        root.path("process_started").asLong(),
                        Optional.ofNullable(root.path("process_owner").textValue())))
                : Optional.empty();
    }
}
