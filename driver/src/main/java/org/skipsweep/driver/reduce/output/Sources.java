package org.skipsweep.driver.reduce.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.models.data.MadeData;
import org.skipsweep.models.files.WholeFiles;

/**
 * What tables are made of: the results of which trials, by which program. Two that are equal make the same tables,
 * whenever their files were written.
 *
 * @param json as {@code tables/sources.json} holds it
 */
public record Sources(String json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What {@code out} holds at this moment to make {@code reduction} of.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static Sources of(Configuration hadoop, Path out, Reduction reduction) {
        try {
            String plan =
                    WholeFiles.on(out, hadoop).text(new Path(out, Store.PLAN)).orElse("");
            ObjectNode root = JSON.createObjectNode()
                    .put("reduction", reduction.label())
                    .put("git_commit", Software.gitCommit())
                    .put("plan", MadeData.checksum(plan));
            checksums(TrialFiles.texts(out, TrialFiles.RESULT, hadoop), root.putObject("results"));
            checksums(TrialFiles.texts(out, TrialFiles.CLASSIFICATION, hadoop), root.putObject("classifications"));
            return new Sources(root.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + out, e);
        }
    }

    private static void checksums(Map<String, String> texts, ObjectNode checksums) {
        texts.forEach((trial, text) -> checksums.put(trial, MadeData.checksum(text)));
    }

    /** Whether the tables in {@code out} were made of this. */
    public boolean madeTables(Configuration hadoop, Path out) throws IOException {
        return WholeFiles.on(out, hadoop).text(file(out)).filter(json::equals).isPresent();
    }

    /** Says so: to be called once all tables are written. */
    public void write(Destination to) {
        to.files().text(json, file(to.folder()));
    }

    private static Path file(Path out) {
        return Destination.table(out, "sources.json");
    }
}
