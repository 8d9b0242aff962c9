package org.skipsweep.models.check;

import java.util.List;
import org.skipsweep.models.trial.AveragingSpec;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/**
 * A model with which an engine is checked, on images of 28 x 28 pixels.
 *
 * @param model the model
 * @param batchSize images per minibatch
 */
public record CheckedModel(ModelSpec model, int batchSize) {
    static final int PIXELS = 28 * 28;
    static final long SEED = 1;

    private static final double LEARNING_RATE = 1e-3;
    private static final double GRADIENT_CLIP = 5;

    /**
     * A model of each family: the smallest VAE of Table 3 and the largest SKIP-VAE of Tables 1 and 2 with 20 dimensions.
     */
    public static List<CheckedModel> families() {
        return List.of(
                new CheckedModel(new ModelSpec(ModelFamily.MLP_VAE, 50, 2, false, false, 512), 100),
                new CheckedModel(new ModelSpec(ModelFamily.IMAGE_VAE, 20, 9, true, false, 512), 50));
    }

    /** A trial of this model on libtorch. */
    public TrialSpec trial(Precision precision) {
        return new TrialSpec(
                new DataSpec(Dataset.STROKES, Binarization.NONE, DataSpec.ALL, DataSpec.ALL, DataSpec.ALL),
                model,
                new OptimizationSpec(1, batchSize, LEARNING_RATE, GRADIENT_CLIP, 0, 1),
                EngineKind.LIBTORCH,
                precision,
                AveragingSpec.NONE,
                SEED);
    }
}
