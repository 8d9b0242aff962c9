package org.skipsweep.models.family;

import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
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
            case MLP_VAE -> new Described(
                    (spec, shape) -> bound(spec, MlpVae.of(spec.model(), pixels(shape))),
                    (spec, shape) ->
                            layered(spec, shape, spec.get(ModelKeys.HIDDEN_UNITS), spec.get(ModelKeys.DECODER_LAYERS)));
            case IMAGE_VAE -> new Described(
                    (spec, shape) -> bound(spec, ImageVae.of(spec.model(), pixels(shape))),
                    (spec, shape) -> Math.max(width(shape), spec.get(ModelKeys.LATENT_DIM)));
            case LSTM_LM -> new Described(
                    (spec, shape) -> new LanguageModelNll(new LstmLanguageModel(sizes(spec, shape))),
                    Families::recurrent);
            case LSTM_VAE -> new Described(
                    (spec, shape) -> bound(
                            spec,
                            new LstmVae(sizes(spec, shape), spec.get(ModelKeys.LATENT_DIM), spec.get(ModelKeys.SKIP))),
                    Families::recurrent);
            case NO_OP -> new Described(
                    (spec, shape) -> {
                        throw new IllegalArgumentException("model " + family.label() + " has no graph");
                    },
                    (spec, shape) -> 0);
        };
    }

    private record Described(
            BiFunction<TrialSpec, DataShape, Objective> built, ToDoubleBiFunction<TrialSpec, DataShape> least)
            implements Family {
        @Override
        public Objective objective(TrialSpec spec, DataShape shape) {
            return built.apply(spec, shape);
        }

        @Override
        public double leastNumbers(TrialSpec spec, DataShape shape) {
            return least.applyAsDouble(spec, shape);
        }
    }

    private static double recurrent(TrialSpec spec, DataShape shape) {
        return layered(spec, shape, Math.max(spec.get(ModelKeys.HIDDEN_UNITS), spec.get(ModelKeys.EMBEDDING_UNITS)), 1);
    }

    /**
     * The weights between data and units, between the units of layers, and between these and the latent variable.
     *
     * @param beside units that stand beside the data
     * @param layers of units that stand beside units
     */
    private static double layered(TrialSpec spec, DataShape shape, double beside, double layers) {
        double hidden = spec.get(ModelKeys.HIDDEN_UNITS);
        double latent = spec.find(ModelKeys.LATENT_DIM).orElse(0);
        return width(shape) * beside + hidden * (layers * hidden + latent);
    }

    private static double width(DataShape shape) {
        return shape instanceof DataShape.Sequences sequences ? sequences.vocabulary() : shape.size();
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
