package org.skipsweep.models.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.family.Family;
import org.skipsweep.models.files.WholeJson;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataShapeParser;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * The configuration of a trial's network in Deeplearning4j's JSON, as checkpoints hold it. Deeplearning4j would make an object of every
 * class that the text names; here the text gives values only, and the network is configured anew from them.
 */
final class StoredConfiguration {
    /** A configuration has a few thousand bytes. */
    private static final int MOST_BYTES = 1 << 22;

    private static final ObjectMapper JSON = WholeJson.MAPPER;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String CLASS = "@class";

    private StoredConfiguration() {}

    /**
     * The bytes of a small entry.
     *
     * @throws IOException if there are more than 4 MB
     */
    static byte[] bounded(InputStream in, String entry) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException(entry + " has more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    /**
     * Reads a configuration.
     *
     * @param mostNumbers that the file can hold
     * @throws IOException if it is none of a trial's network; the message says why
     */
    static MultiLayerConfiguration read(InputStream in, long mostNumbers) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(bounded(in, "its configuration"));
        } catch (JsonProcessingException e) {
            throw new IOException("its configuration is not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode layer = root.path("confs").path(0).path("layer");
        if (!layer.path(CLASS).asText().equals(ObjectiveLayer.class.getName())) {
            throw new IOException("its configuration is not that of a trial's network");
        }
        try {
            return configuration(root, layer, mostNumbers);
        } catch (IllegalArgumentException e) {
            throw new IOException("its configuration is not that of a trial's network: " + e.getMessage(), e);
        }
    }

    private static MultiLayerConfiguration configuration(JsonNode root, JsonNode layer, long mostNumbers) {
        StoredLayer stored = layer.path("trial").isTextual() ? present(layer) : former(layer);
        Family family = Families.of(stored.spec().family());
        if (family.leastNumbers(stored.spec(), stored.shape()) > mostNumbers) {
            throw new IllegalArgumentException("so large a model does not fit into a file of this size");
        }
        MultiLayerConfiguration configuration =
                Networks.configuration(stored.spec(), stored.shape(), updater(layer.path("updater")), DataType.FLOAT);
        ((ObjectiveLayer) configuration.getConf(0).getLayer())
                .setGradientNormalizationThreshold(
                        layer.path("gradientNormalizationThreshold").asDouble());
        configuration.setIterationCount(root.path("iterationCount").asInt());
        configuration.setEpochCount(root.path("epochCount").asInt());
        return configuration;
    }

    private static StoredLayer present(JsonNode layer) {
        TrialSpec spec = TrialSpecParser.fromJson(layer.path("trial").asText());
        DataShape shape = DataShapeParser.fromText(layer.path("shape").asText());
        return new StoredLayer(spec, shape);
    }

    private static StoredLayer former(JsonNode layer) {
        return FormerLayer.read(JSON.convertValue(layer, FIELDS))
                .orElseThrow(() -> new IllegalArgumentException("it names no trial"));
    }

    private static IUpdater updater(JsonNode updater) {
        String name = updater.path(CLASS).asText();
        double rate = updater.path("learningRate").asDouble();
        if (name.equals(Sgd.class.getName())) {
            return new Sgd(rate);
        }
        if (name.equals(Adam.class.getName()) || name.equals(VectorAdam.class.getName())) {
            return Networks.adam(UpdateRule.Adam.USUAL, rate);
        }
        throw new IllegalArgumentException("\"" + name + "\" is no update rule of a trial");
    }
}
