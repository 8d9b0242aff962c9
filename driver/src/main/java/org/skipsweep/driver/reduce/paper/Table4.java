package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.claim.CellClaims;
import org.skipsweep.driver.reduce.claim.CellClaims.ElboOfPaper;
import org.skipsweep.driver.reduce.claim.LatentDimClaims;
import org.skipsweep.driver.reduce.claim.PairClaims;
import org.skipsweep.driver.reduce.claim.PairClaims.Above;
import org.skipsweep.driver.reduce.claim.PerplexityClaims;
import org.skipsweep.driver.reduce.paper.FullRun.Least;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TextKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.result.Metric;

/** Table 4 of the paper: language models on Yahoo, with amortised and with semi-amortised inference. */
final class Table4 {
    private static final int HIDDEN_UNITS = 1024;
    private static final int EMBEDDING_UNITS = 512;

    private static final KeyValues AMORTISED = vae(Inference.AMORTISED);
    private static final KeyValues SEMI_AMORTISED = vae(Inference.SEMI_AMORTISED);

    private static final KeyValues SA_VAE = SEMI_AMORTISED.with(ModelKeys.SKIP, false);
    private static final KeyValues SKIP_SA_VAE = SEMI_AMORTISED.with(ModelKeys.SKIP, true);

    /** Data, sizes and training, as far as the language model has them too. */
    private static final List<TrialKey<?>> OF_ALL = TrialKeys.of(ModelFamily.LSTM_LM).stream()
            .filter(key -> !List.of(ModelKeys.MODEL, TrainingKeys.EPOCHS, ExecutionKeys.SEED)
                    .contains(key))
            .toList();

    static final PaperTable DECLARATION = new PaperTable(
            4,
            List.of(
                    new PaperModel("lstm-lm", KeyValues.of(ModelKeys.MODEL, ModelFamily.LSTM_LM)),
                    new PaperModel("vae", AMORTISED.with(ModelKeys.SKIP, false)),
                    new PaperModel("skip-vae", AMORTISED.with(ModelKeys.SKIP, true)),
                    new PaperModel("sa-vae", SA_VAE),
                    new PaperModel("skip-sa-vae", SKIP_SA_VAE)),
            List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM),
            KeyValues.of(ModelKeys.HIDDEN_UNITS, HIDDEN_UNITS).with(ModelKeys.EMBEDDING_UNITS, EMBEDDING_UNITS),
            List.of(
                    Metric.PERPLEXITY,
                    Metric.BOUND_PERPLEXITY,
                    Metric.ELBO,
                    Metric.KL,
                    Metric.MUTUAL_INFORMATION,
                    Metric.MUTUAL_INFORMATION_CORRECTED,
                    Metric.ACTIVE_UNITS),
            new FullRun(
                    30,
                    "documents",
                    List.of(Source.YAHOO),
                    List.of(
                            new Least(TextKeys.VOCABULARY_SIZE, 20_001),
                            new Least(TextKeys.FIRST_WORDS, DataSpec.ALL),
                            new Least(ModelKeys.HIDDEN_UNITS, HIDDEN_UNITS),
                            new Least(ModelKeys.EMBEDDING_UNITS, EMBEDDING_UNITS),
                            new Least(InferenceKeys.SVI_STEPS, 10),
                            new Least(InferenceKeys.PERPLEXITY_SAMPLES, 200))),
            List.of(
                    PairClaims.of(
                            new Above(Metric.KL),
                            new Above(Metric.MUTUAL_INFORMATION),
                            new Above(Metric.MUTUAL_INFORMATION_CORRECTED),
                            new Above(Metric.ACTIVE_UNITS)),
                    new LatentDimClaims(SKIP_SA_VAE, SA_VAE),
                    new PerplexityClaims(OF_ALL),
                    CellClaims.of(new ElboOfPaper())),
            List.of("The paper's AU with semi-amortised inference may be that of the last test batch only, the longest"
                    + " documents, at threshold 0.02, as the authors' program counts it; ours is over all test documents,"
                    + " at 0.01."));

    private Table4() {}

    private static KeyValues vae(Inference inference) {
        return KeyValues.of(ModelKeys.MODEL, ModelFamily.LSTM_VAE).with(InferenceKeys.INFERENCE, inference);
    }
}
