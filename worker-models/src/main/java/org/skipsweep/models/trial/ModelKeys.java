package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say which model a trial trains. */
public final class ModelKeys {
    /** The model family. */
    public static final TrialKey<ModelFamily> MODEL = TrialKey.original(
            "model",
            new ValueType.OneOf<>(ModelFamily.class),
            Range.any(),
            ModelFamily.MLP_VAE,
            FamilyGroups.EVERY,
            """
            The model family: mlp-vae (multilayer perceptrons, Table 3), image-vae (residual encoder and gated PixelCNN, \
            Tables 1 and 2), or no-op, which trains nothing and shows what the platform itself costs.""");

    /** Size D of the latent variable. */
    public static final TrialKey<Integer> LATENT_DIM = TrialKey.original(
            "latent-dim",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            50,
            FamilyGroups.EVERY,
            "Size of the latent variable z.");

    /** The paper's "layers". */
    public static final TrialKey<Integer> DECODER_LAYERS = TrialKey.original(
            "decoder-layers",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
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
            FamilyGroups.EVERY,
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
            For mlp-vae: width of the hidden layers. The image model's widths are fixed: 64 maps in its encoder, 32 in its \
            decoder.""");

    static final List<TrialKey<?>> ALL = List.of(MODEL, LATENT_DIM, DECODER_LAYERS, SKIP, SKIP_OUTPUT, HIDDEN_UNITS);

    private ModelKeys() {}
}
