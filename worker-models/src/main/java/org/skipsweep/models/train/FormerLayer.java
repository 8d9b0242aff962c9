package org.skipsweep.models.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Reads the configuration of an objective layer as checkpoints hold it that were written before it held the whole trial. It
 * tells model, engine and seed, which are all that the objective depends on; the rest takes its default.
 */
final class FormerLayer {
    private static final Map<String, TrialKey<?>> KEYS = Map.of(
            "family", ModelKeys.MODEL,
            "latentDim", ModelKeys.LATENT_DIM,
            "decoderLayers", ModelKeys.DECODER_LAYERS,
            "hiddenUnits", ModelKeys.HIDDEN_UNITS,
            "skip", ModelKeys.SKIP,
            "skipOutput", ModelKeys.SKIP_OUTPUT,
            "engine", ExecutionKeys.ENGINE,
            "precision", ExecutionKeys.PRECISION,
            "seed", ExecutionKeys.SEED);
    private static final String PIXELS = "pixels";
    /** Configurations that are older still have no precision. */
    private static final Set<String> OPTIONAL = Set.of("precision");

    private FormerLayer() {}

    /** A trial with the model, engine and seed that the fields tell, and the shape of its images; empty until all are there. */
    static Optional<StoredLayer> read(Map<String, Object> fields) {
        boolean all = fields.get(PIXELS) instanceof Number
                && KEYS.keySet().stream().allMatch(name -> OPTIONAL.contains(name) || fields.containsKey(name));
        if (!all) {
            return Optional.empty();
        }
        Map<String, Object> values = new HashMap<>();
        KEYS.forEach((name, key) -> {
            if (fields.get(name) != null) {
                values.put(key.name(), fields.get(name));
            }
        });
        TrialSpec spec = TrialKeys.completed(values);
        return Optional.of(new StoredLayer(spec, new DataShape.Images(((Number) fields.get(PIXELS)).intValue())));
    }
}
