package org.skipsweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.skipsweep.driver.sweep.plan.Checksummed;
import org.skipsweep.models.study.ClassifierScore;

/** The JSON form of a classification, as {@code classification.json} in a trial's folder holds it. */
final class ClassificationParser {
    private ClassificationParser() {}

    static String toJson(String trialId, Classification classification) {
        ObjectNode root = Json.MAPPER
                .createObjectNode()
                .put("id", trialId)
                .put("train_examples", classification.trainExamples())
                .put("validation_examples", classification.validationExamples())
                .put("test_examples", classification.testExamples())
                .put("seconds", classification.seconds());
        ArrayNode classifiers = root.putArray("classifiers");
        for (ClassifierScore score : classification.scores()) {
            classifiers
                    .addObject()
                    .put("hidden_layers", score.hiddenLayers())
                    .put("epochs", score.epochs())
                    .put("best_epoch", score.bestEpoch())
                    .put("validation_accuracy", score.validationAccuracy())
                    .put("test_accuracy", score.testAccuracy());
        }
        return Checksummed.withChecksum(root).toPrettyString();
    }

    /** @throws IllegalArgumentException if the text is not a classification; the message says what is wrong with it */
    static Classification fromJson(String text) {
        JsonNode root = Json.parse(text);
        Checksummed.require(root);
        List<ClassifierScore> scores = new ArrayList<>();
        for (JsonNode score : Json.required(root, "classifiers")) {
            scores.add(new ClassifierScore(
                    Json.required(score, "hidden_layers").asInt(),
                    Json.required(score, "epochs").asInt(),
                    Json.required(score, "best_epoch").asInt(),
                    Json.required(score, "validation_accuracy").asDouble(),
                    Json.required(score, "test_accuracy").asDouble()));
        }
        return new Classification(
                Json.required(root, "train_examples").asInt(),
                Json.required(root, "validation_examples").asInt(),
                Json.required(root, "test_examples").asInt(),
                Json.required(root, "seconds").asDouble(),
                scores);
    }
}
