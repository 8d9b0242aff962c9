package org.skipsweep.models.family;

import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.ModelFamily;

/** The model families: the only place that tells one from another. */
public final class Families {
    private Families() {}

    /** The family of that name. */
    public static Family of(ModelFamily family) {
        return switch (family) {
            case MLP_VAE -> (spec, shape) -> new Elbo(MlpVae.of(spec.model(), pixels(shape)));
            case IMAGE_VAE -> (spec, shape) -> new Elbo(ImageVae.of(spec.model(), pixels(shape)));
            case LSTM_LM, LSTM_VAE -> (spec, shape) -> {
                throw new IllegalArgumentException("model " + family.label() + " is not built yet");
            };
            case NO_OP -> (spec, shape) -> {
                throw new IllegalArgumentException("model " + family.label() + " has no graph");
            };
        };
    }

    private static int pixels(DataShape shape) {
        if (shape instanceof DataShape.Images images) {
            return images.size();
        }
        throw new IllegalArgumentException("a model of images needs images");
    }
}
