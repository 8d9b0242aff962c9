package org.skipsweep.models.check;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * A model with which an engine is checked.
 *
 * @param name as tables have it
 * @param spec a trial of it on a data set that needs no files
 */
public record CheckedModel(String name, TrialSpec spec) {
    /** Built-in data sets do not look at it. */
    private static final DataRoot NO_FILES = new DataRoot(URI.create("file:///"), new Configuration(false));

    /** A model with these keys and the defaults of all others. */
    public CheckedModel(String name, Map<String, ?> keys) {
        this(name, TrialKeys.completed(keys));
    }

    /**
     * A model of each family and inference: the smallest VAE of Table 3, the largest SKIP-VAE of Tables 1 and 2 with 20
     * dimensions, and models of Table 4 with 256 units.
     */
    public static List<CheckedModel> families() {
        return List.of(
                new CheckedModel("mlp-vae", Map.of("latent-dim", 50, "decoder-layers", 2, "batch-size", 100)),
                new CheckedModel(
                        "image-vae",
                        Map.of(
                                "model", "image-vae",
                                "latent-dim", 20,
                                "decoder-layers", 9,
                                "skip", true,
                                "batch-size", 50)),
                new CheckedModel("lstm-lm", text(Map.of("model", "lstm-lm"))),
                new CheckedModel("lstm-vae", text(Map.of("model", "lstm-vae", "skip", true))),
                new CheckedModel(
                        "lstm-vae-sa", text(Map.of("model", "lstm-vae", "skip", true, "inference", "semi-amortised"))));
    }

    private static Map<String, ?> text(Map<String, ?> keys) {
        Map<String, Object> all = new LinkedHashMap<>(keys);
        all.putAll(Map.of("dataset", "grammar", "hidden-units", 256, "embedding-units", 256, "batch-size", 32));
        return all;
    }

    /** That trial on libtorch. */
    public TrialSpec trial(Precision precision) {
        return spec.with(ExecutionKeys.ENGINE, EngineKind.LIBTORCH).with(ExecutionKeys.PRECISION, precision);
    }

    /** The precisions that it can be trained in: differences of gradients need a fine one. */
    public List<Precision> precisions() {
        return spec.svi().isPresent() ? List.of(Precision.FP32) : List.of(Precision.values());
    }

    /** Examples per minibatch. */
    public int batchSize() {
        return spec.optimization().batchSize();
    }

    /** So many examples to train on. */
    Examples examples(int count) {
        return LoadedData.of(spec.with(DataKeys.TRAIN_EXAMPLES, count), NO_FILES)
                .train();
    }
}
