package org.skipsweep.driver.reduce.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.models.files.WholeFiles;
import org.skipsweep.models.files.WholeJson;
import org.skipsweep.models.trial.value.Choice;

/**
 * What the reducer needs to know of a sweep's plan.
 *
 * @param name the sweep's name
 * @param reduction the table that its results are reduced to
 * @param trials number of its trials
 * @param unpublishedData by data set, the files of it that are not the published ones
 */
public record PlanHeader(String name, Reduction reduction, int trials, Map<String, String> unpublishedData) {

    /**
     * Reads {@code plan.json} in the output of a sweep.
     *
     * @throws UserError if {@code out} holds no readable plan
     */
    public static PlanHeader read(Configuration configuration, Path out) {
        Path file = new Path(out, Store.PLAN);
        try {
            JsonNode plan = WholeFiles.on(file, configuration).read(file, WholeJson.MAPPER::readTree);
            if (!plan.path("name").isTextual() || !plan.path("reduce").isTextual()) {
                throw new UserError(file + ": not the plan of a sweep, \"name\" or \"reduce\" is missing");
            }
            Reduction reduction = Choice.of(Reduction.class, plan.get("reduce").asText());
            Map<String, String> unpublished = new TreeMap<>();
            plan.path("provenance")
                    .path("unpublished-data")
                    .fields()
                    .forEachRemaining(field ->
                            unpublished.put(field.getKey(), field.getValue().asText()));
            return new PlanHeader(
                    plan.get("name").asText(), reduction, plan.path("trials").size(), unpublished);
        } catch (FileNotFoundException e) {
            throw new UserError(out + ": not the output of a sweep, there is no " + Store.PLAN, e);
        } catch (JacksonException e) {
            throw new UserError(file + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": reduce: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
