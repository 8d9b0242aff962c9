package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say which model a trial trains. */
public final class ModelKeys {
    private static final int MOST_LAYERS = 1000;

    /** The model family. */
    public static final TrialKey<ModelFamily> MODEL = TrialKey.original(
            "model",
            new ValueType.OneOf<>(ModelFamily.class),
            Range.any(),
            ModelFamily.MLP_VAE,
            FamilyGroups.EVERY,
            """
            The model family: mlp-vae (multilayer perceptrons, Table 3), image-vae (residual encoder and gated PixelCNN, \
            Tables 1 and 2), lstm-lm or lstm-vae (language model and VAE of text, Table 4), or no-op, which trains nothing \
            and shows what the platform itself costs.""");

    /** Size D of the latent variable. */
    public static final TrialKey<Integer> LATENT_DIM = TrialKey.original(
            "latent-dim",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            50,
            FamilyGroups.LATENT,
            "Size of the latent variable z.");

    /** The paper's "layers". */
    public static final TrialKey<Integer> DECODER_LAYERS = TrialKey.original(
            "decoder-layers",
            new ValueType.WholeNumber(),
            Range.of(1, MOST_LAYERS),
            2,
            FamilyGroups.IMAGES,
            """
            Decoder layers, the "layers" of the paper's tables; for image-vae the gated layers.""");

    /** Whether the decoder is a generative skip model. */
    public static final TrialKey<Boolean> SKIP = TrialKey.original(
            "skip",
            new ValueType.Flag(),
            Range.any(),
            false,
            FamilyGroups.LATENT,
            "Whether every decoder layer gets z again: false is the VAE, true the SKIP-VAE.");

    /** Whether the output layer of a perceptron gets z as well. */
    public static final TrialKey<Boolean> SKIP_OUTPUT = TrialKey.original(
            "skip-output",
            new ValueType.Flag(),
            Range.any(),
            false,
            FamilyGroups.IMAGES,
            """
            For mlp-vae: whether the output layer gets z too; needs skip = true. In image-vae it always does if \
            skip = true.""");

    /** Width of the hidden layers. */
    public static final TrialKey<Integer> HIDDEN_UNITS = TrialKey.original(
            "hidden-units",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            512,
            FamilyGroups.EVERY,
            """
            For mlp-vae: width of the hidden layers; for the lstm models, of the state, 1024 in the paper. The image \
            model's widths are fixed: 64 maps in its encoder, 32 in its decoder.""");

    /** Width of word vectors. */
    public static final TrialKey<Integer> EMBEDDING_UNITS = TrialKey.added(
            2,
            "embedding-units",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            512,
            FamilyGroups.TEXT,
            "Width of the word vectors.");

    /** Share of the decoder's units that a training step drops. */
    public static final TrialKey<Double> DROPOUT = TrialKey.added(
            2,
            "dropout",
            new ValueType.Real(),
            Range.belowOne(),
            0.5,
            FamilyGroups.TEXT,
            "Share of the decoder's word vectors and states that a training step sets to 0, from 0 to below 1.");

    /** Range of the initial parameters. */
    public static final TrialKey<Double> INITIAL_RANGE = TrialKey.added(
            2,
            "initial-range",
            new ValueType.Real(),
            Range.positive(),
            0.1,
            FamilyGroups.TEXT,
            "Every parameter starts uniformly distributed between minus and plus this.");

    static final List<TrialKey<?>> ALL = List.of(
            MODEL,
            LATENT_DIM,
            DECODER_LAYERS,
            SKIP,
            SKIP_OUTPUT,
            HIDDEN_UNITS,
            EMBEDDING_UNITS,
            DROPOUT,
            INITIAL_RANGE);

    private ModelKeys() {}
}
