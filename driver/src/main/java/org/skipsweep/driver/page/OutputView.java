package org.skipsweep.driver.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.models.files.FolderState;
import org.skipsweep.models.files.WholeFiles;

/**
 * The output of a sweep as a page shows it, finished or running. Looking again reads only what has changed since, and every part
 * knows the look that found its present form.
 *
 * <p>For one thread at a time.
 */
public final class OutputView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Configuration hadoop;
    private final WholeFiles files;
    private final Path root;
    private final Map<String, Part> parts = new HashMap<>();
    private List<JsonNode> planned = List.of();
    private long version;

    /** A part in its present form, written as JSON once for all who ask. */
    private record Part(Object stamp, RawValue content, long version) {}

    /** Reads a part. */
    private interface Reading {
        JsonNode read() throws IOException;
    }

    private OutputView(WholeFiles files, Path root, Configuration hadoop) {
        this.files = files;
        this.root = root;
        this.hadoop = hadoop;
    }

    /**
     * The output at {@code out} as it is now.
     *
     * @param out a path or URI
     * @throws UserError if there is none or it cannot be reached, or a file of it does not hold what it should; names the file
     */
    public static OutputView of(String out, Configuration hadoop) throws IOException {
        OutputView view = at(out, hadoop);
        view.look();
        return view;
    }

    private static OutputView at(String out, Configuration hadoop) {
        try {
            Path path = GivenPath.of("", out, hadoop);
            WholeFiles files = WholeFiles.on(path, hadoop);
            return new OutputView(files, files.qualified(path), hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(out + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads what has changed since the last look.
     *
     * @throws UserError if a file does not hold what it should; what was read before stays, and so does what was read now
     */
    public void look() throws IOException {
        long now = version + 1;
        lookAtPlan(now);
        lookAtTrials(now);
        lookAtTables(now);
        List<FileStatus> pictures = Pictures.list(files, new Path(root, "figures"));
        part("pictures", now, stamps(pictures), () -> Pictures.read(files, pictures));
    }

    private void lookAtPlan(long now) throws IOException {
        Path file = new Path(root, Store.PLAN);
        FileStatus status;
        try {
            status = files.fileSystem().getFileStatus(file);
        } catch (FileNotFoundException e) {
            throw new UserError(root + ": holds no " + Store.PLAN + "; expected the --out of a run", e);
        }
        part("plan", now, Stamp.of(status), () -> plan(file));
    }

    private JsonNode plan(Path file) throws IOException {
        JsonNode plan = TrialView.parse(files.text(file).orElse(""), file);
        if (!plan.path("name").isTextual() || !plan.path("trials").isArray()) {
            throw new UserError(file + ": not the plan of a sweep, \"name\" or \"trials\" is missing");
        }
        List<JsonNode> trials = new ArrayList<>();
        plan.path("trials").forEach(trials::add);
        planned = List.copyOf(trials);
        ArrayNode ids = JSON.createArrayNode();
        trials.forEach(trial -> ids.add(id(trial)));
        return ((ObjectNode) plan).set("trials", ids);
    }

    /** One listing tells which trials to read. */
    private void lookAtTrials(long now) throws IOException {
        Path folder = TrialFolder.trials(root);
        Map<String, FolderState> folders = files.states(folder);
        for (JsonNode trial : planned) {
            String id = id(trial);
            Optional<FolderState> state = Optional.ofNullable(folders.get(id));
            part(
                    "trials/" + id,
                    now,
                    state,
                    () -> state.isEmpty()
                            ? TrialView.waiting(trial)
                            : new TrialView(files, new Path(folder, id))
                                    .read(trial, state.get().changed()));
        }
    }

    private static String id(JsonNode planned) {
        return planned.path("id").asText();
    }

    private void lookAtTables(long now) throws IOException {
        List<FileStatus> tables = new ArrayList<>(list(new Path(root, "tables"), "[^.].*\\.parquet"));
        tables.addAll(list(root, "distances\\.parquet"));
        part("tables", now, stamps(tables), () -> {
            ArrayNode all = JSON.createArrayNode();
            for (FileStatus table : tables) {
                String name = table.getPath().getName().replaceFirst("\\.parquet$", "");
                ObjectNode entry = all.addObject().put("name", name);
                ParquetRows.read(table, hadoop)
                        .fields()
                        .forEachRemaining(field -> entry.set(field.getKey(), field.getValue()));
            }
            return all;
        });
        List<FileStatus> claims = list(root, "claims\\.parquet");
        part(
                "claims",
                now,
                stamps(claims),
                () -> claims.isEmpty() ? JSON.nullNode() : ParquetRows.read(claims.get(0), hadoop));
    }

    private List<FileStatus> list(Path folder, String names) throws IOException {
        try {
            FileStatus[] found =
                    files.fileSystem().listStatus(folder, path -> path.getName().matches(names));
            Arrays.sort(found);
            return List.of(found);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private static List<Object> stamps(List<FileStatus> files) {
        return files.stream()
                .<Object>map(file -> List.of(file.getPath(), Stamp.of(file)))
                .toList();
    }

    private void part(String name, long now, Object stamp, Reading reading) throws IOException {
        Part before = parts.get(name);
        if (before != null && before.stamp().equals(stamp)) {
            return;
        }
        RawValue content = new RawValue(reading.read().toString());
        if (before == null || !before.content().equals(content)) {
            version = now;
            parts.put(name, new Part(stamp, content, now));
        } else {
            parts.put(name, new Part(stamp, content, before.version()));
        }
    }

    /**
     * What has changed after the look of the given version: {@code version}, {@code out}, {@code time} of this answer in milliseconds
     * since 1970, and of {@code plan} (of its trials the ids only), {@code claims}, {@code tables}, {@code pictures} and {@code trials}
     * what is newer. These parts are text already: parse the whole to look into them.
     *
     * @param since a version, or 0 for everything
     */
    public ObjectNode changes(long since) {
        ObjectNode changes = JSON.createObjectNode().put("version", version).put("time", System.currentTimeMillis());
        changes.put(
                "out", root.toUri().getScheme().equals("file") ? root.toUri().getPath() : root.toString());
        for (String name : List.of("plan", "claims", "tables", "pictures")) {
            Part part = parts.get(name);
            if (part.version() > since) {
                changes.putRawValue(name, part.content());
            }
        }
        ArrayNode changed = changes.putArray("trials");
        planned.stream()
                .map(trial -> parts.get("trials/" + id(trial)))
                .filter(part -> part.version() > since)
                .forEach(part -> changed.addRawValue(part.content()));
        return changes;
    }
}
