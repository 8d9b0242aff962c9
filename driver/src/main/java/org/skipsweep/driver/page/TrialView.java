package org.skipsweep.driver.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.models.files.WholeFiles;
import org.skipsweep.models.files.WholeJson;

/**
 * What the folder of a trial shows: {@code id}, {@code state}, {@code settings} as the plan has them, all of {@code result.json} but
 * its own copy of these, {@code epochs} as arrays by key of {@code progress.jsonl}, {@code last} epoch, {@code classification}, and
 * {@code samples} of text.
 */
final class TrialView {
    private static final ObjectMapper JSON = WholeJson.MAPPER;
    /** Of the present only; the last epoch has them. */
    private static final Set<String> MOMENTARY = Set.of("epochs", "seconds_left", "executor", "best");

    private final WholeFiles files;
    private final Path folder;

    TrialView(WholeFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** A trial that has no folder yet. */
    static ObjectNode waiting(JsonNode planned) {
        ObjectNode view = JSON.createObjectNode();
        view.put("id", planned.path("id").asText());
        view.put("state", TrialState.WAITING.label());
        view.set("settings", WholeNumbers.exact(planned.path("trial").deepCopy()));
        return view;
    }

    /**
     * The trial as its folder shows it at this moment.
     *
     * @param planned its entry in {@code plan.json}
     * @param changed when something in the folder changed last, in milliseconds since 1970
     * @throws UserError if a file does not hold what it should; names it
     */
    ObjectNode read(JsonNode planned, long changed) throws IOException {
        ObjectNode view = waiting(planned);
        view.put("state", TrialState.RUNNING.label());
        view.put("changed", changed);
        if (parsed(TrialFiles.RESULT).orElse(null) instanceof ObjectNode result) {
            result.without("trial").fields().forEachRemaining(field -> view.set(field.getKey(), field.getValue()));
        }
        addEpochs(view);
        parsed(TrialFiles.CLASSIFICATION).ifPresent(classification -> view.set("classification", classification));
        parsed(TrialFiles.SAMPLES).ifPresent(samples -> view.set("samples", samples));
        return view;
    }

    private void addEpochs(ObjectNode view) throws IOException {
        Path file = new Path(folder, TrialFiles.PROGRESS);
        Optional<String> text = files.text(file);
        if (text.isEmpty()) {
            return;
        }
        ObjectNode epochs = JSON.createObjectNode();
        int count = 0;
        for (String line : text.get().lines().toList()) {
            JsonNode epoch = parse(line, file);
            addEpoch(epochs, epoch, count++);
            view.set("last", epoch);
        }
        view.set("epochs", epochs);
    }

    private static void addEpoch(ObjectNode epochs, JsonNode epoch, int before) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = epoch.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isNumber() && !MOMENTARY.contains(field.getKey())) {
                column(epochs, field.getKey(), before).add(field.getValue());
            }
        }
        for (JsonNode column : epochs) {
            if (column.size() <= before) {
                ((ArrayNode) column).addNull();
            }
        }
    }

    private static ArrayNode column(ObjectNode epochs, String key, int length) {
        ArrayNode column = epochs.withArray(key);
        while (column.size() < length) {
            column.addNull();
        }
        return column;
    }

    private Optional<JsonNode> parsed(String name) throws IOException {
        Path file = new Path(folder, name);
        Optional<String> text = files.text(file);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get(), file));
    }

    /**
     * What {@code file} holds.
     *
     * @throws UserError if it is not JSON
     */
    static JsonNode parse(String text, Path file) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError(file + ": not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
