package org.skipsweep.models.family;

import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.LstmLanguageModel;
import org.skipsweep.models.model.LstmSizes;
import org.skipsweep.models.model.LstmVae;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.objective.LanguageModelNll;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.SemiAmortizedElbo;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialSpec;

/** The model families: the only place that tells one from another. */
public final class Families {
    private Families() {}

    /** The family of that name. */
    public static Family of(ModelFamily family) {
        return switch (family) {
            case MLP_VAE -> (spec, shape) -> bound(spec, MlpVae.of(spec.model(), pixels(shape)));
            case IMAGE_VAE -> (spec, shape) -> bound(spec, ImageVae.of(spec.model(), pixels(shape)));
            case LSTM_LM -> (spec, shape) -> new LanguageModelNll(new LstmLanguageModel(sizes(spec, shape)));
            case LSTM_VAE -> (spec, shape) -> bound(
                    spec, new LstmVae(sizes(spec, shape), spec.get(ModelKeys.LATENT_DIM), spec.get(ModelKeys.SKIP)));
            case NO_OP -> (spec, shape) -> {
                throw new IllegalArgumentException("model " + family.label() + " has no graph");
            };
        };
    }

    /** The bound at posteriors that are inferred as the trial says. */
    private static Objective bound(TrialSpec spec, LatentVariableModel model) {
        return spec.svi()
                .<Objective>map(refinement -> new SemiAmortizedElbo(model, refinement))
                .orElseGet(() -> new Elbo(model));
    }

    private static LstmSizes sizes(TrialSpec spec, DataShape shape) {
        if (shape instanceof DataShape.Sequences sequences) {
            return new LstmSizes(
                    sequences.vocabulary(),
                    spec.get(ModelKeys.EMBEDDING_UNITS),
                    spec.get(ModelKeys.HIDDEN_UNITS),
                    spec.get(ModelKeys.DROPOUT),
                    spec.get(ModelKeys.INITIAL_RANGE),
                    sequences.longest() + 1);
        }
        throw new IllegalArgumentException("a model of text needs text");
    }

    private static int pixels(DataShape shape) {
        if (shape instanceof DataShape.Images images) {
            return images.size();
        }
        throw new IllegalArgumentException("a model of images needs images");
    }
}
