package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import org.skipsweep.models.trial.result.EpochReport;

/** The JSON form of an epoch's progress, one line. */
public final class ProgressParser {
    private ProgressParser() {}

    /** One line of JSON, without the line's end. */
    public static String toJson(Progress progress) {
        EpochReport report = progress.report();
        return Json.MAPPER
                .createObjectNode()
                .put("epoch", report.epoch())
                .put("epochs", report.epochs())
                .put("train_elbo", report.trainElbo())
                .put("validation_elbo", report.validationElbo())
                .put("validation_kl", report.validationKl())
                .put("kl_weight", report.klWeight())
                .put("best", report.best())
                .put("images_per_second", report.imagesPerSecond())
                .put("seconds_left", report.secondsLeft())
                .put("executor", progress.executor())
                .toString();
    }

    /**
     * The epoch that a line describes.
     *
     * @throws IllegalArgumentException if the line is not such JSON
     */
    public static Progress fromJson(String line) {
        JsonNode node = Json.parse(line);
        return new Progress(
                new EpochReport(
                        Json.required(node, "epoch").asInt(),
                        Json.required(node, "epochs").asInt(),
                        Json.required(node, "train_elbo").asDouble(),
                        Json.required(node, "validation_elbo").asDouble(),
                        Json.required(node, "validation_kl").asDouble(),
                        Json.required(node, "kl_weight").asDouble(),
                        Json.required(node, "best").asBoolean(),
                        Json.required(node, "images_per_second").asDouble(),
                        Json.required(node, "seconds_left").asDouble()),
                Json.required(node, "executor").asText());
    }
}
