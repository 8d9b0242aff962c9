package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.result.Metric;

/** What the paper's tables about images share. */
final class ImageTables {
    static final List<TrialKey<?>> KEYS = List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM, ModelKeys.DECODER_LAYERS);
    static final List<Metric> METRICS = List.of(
            Metric.ELBO,
            Metric.KL,
            Metric.MUTUAL_INFORMATION,
            Metric.MUTUAL_INFORMATION_CORRECTED,
            Metric.ACTIVE_UNITS);

    /** Whatever is refined after the encoder is none of the paper's models of images. */
    static final KeyValues SHARED = KeyValues.of(InferenceKeys.INFERENCE, Inference.AMORTISED);

    private ImageTables() {}

    /** VAE and SKIP-VAE of a family. */
    static List<PaperModel> models(ModelFamily family) {
        KeyValues vae = KeyValues.of(ModelKeys.MODEL, family);
        return List.of(
                new PaperModel("vae", vae.with(ModelKeys.SKIP, false)),
                new PaperModel("skip-vae", vae.with(ModelKeys.SKIP, true)));
    }

    /** What trials of a table about images take, beside what else they must be set to at least. */
    static FullRun fullRun(List<Source> sources, FullRun.Least... least) {
        return new FullRun(PaperTable.EPOCHS, "images", sources, List.of(least));
    }
}
