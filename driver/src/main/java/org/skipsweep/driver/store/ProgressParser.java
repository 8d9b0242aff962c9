package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Checksummed;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** The JSON form of an epoch's progress, one line. */
public final class ProgressParser {
    /** Those that a result has too, of the test set. */
    private static final Map<Metric, String> OF_VALIDATION = Map.of(
            Metric.MUTUAL_INFORMATION_MONTE_CARLO, "validation_mi",
            Metric.MUTUAL_INFORMATION_CAP, "validation_mi_cap",
            Metric.ACTIVE_UNITS, "validation_active_units");

    /** The training objective: files have always called it so, although it is an ELBO at KL weight 1 only. */
    private static final String TRAINING_OBJECTIVE = "train_elbo";

    private ProgressParser() {}

    /** One line of JSON, without the line's end. */
    public static String toJson(Progress progress) {
        return Checksummed.withChecksum(toTree(progress)).toString();
    }

    /** What a line says, without its checksum. */
    public static ObjectNode toTree(Progress progress) {
        EpochReport report = progress.report();
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("epoch", report.epoch())
                .put("epochs", report.epochs())
                .put(TRAINING_OBJECTIVE, report.trainingObjective())
                .put("validation_elbo", report.validationElbo())
                .put("validation_nll", report.validationNll())
                .put("validation_kl", report.validationKl())
                .put("kl_weight", report.klWeight())
                .put("best", report.best())
                .put("images_per_second", report.imagesPerSecond())
                .put("seconds_left", report.secondsLeft())
                .put("learning_rate", report.learningRate())
                .put("executor", progress.executor());
        progress.time().ifPresent(time -> line.put("time", time.toString()));
        report.more().values().forEach((metric, value) -> line.put(key(metric), value));
        return line;
    }

    /**
     * The epoch that a line describes.
     *
     * @throws IllegalArgumentException if the line is not such JSON
     */
    public static Progress fromJson(String line) {
        JsonNode node = Json.parse(line);
        Checksummed.require(node);
        return new Progress(
                new EpochReport(
                        Json.required(node, "epoch").asInt(),
                        Json.required(node, "epochs").asInt(),
                        Json.required(node, TRAINING_OBJECTIVE).asDouble(),
                        Json.required(node, "validation_elbo").asDouble(),
                        Json.required(node, "validation_kl").asDouble(),
                        Json.required(node, "kl_weight").asDouble(),
                        Json.required(node, "best").asBoolean(),
                        Json.required(node, "images_per_second").asDouble(),
                        Json.required(node, "seconds_left").asDouble(),
                        node.path("learning_rate").asDouble(),
                        more(node)),
                Json.required(node, "executor").asText(),
                time(node));
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.ofNullable(node.path("time").textValue()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("time is not a time: " + e.getParsedString(), e);
        }
    }

    private static Measurements more(JsonNode node) {
        Measurements more = Measurements.NONE;
        for (Metric metric : Metric.values()) {
            if (metric != Metric.VALIDATION_ELBO && node.hasNonNull(key(metric))) {
                more = more.with(metric, node.get(key(metric)).asDouble());
            }
        }
        return more;
    }

    private static String key(Metric metric) {
        return OF_VALIDATION.getOrDefault(metric, metric.key());
    }
}
