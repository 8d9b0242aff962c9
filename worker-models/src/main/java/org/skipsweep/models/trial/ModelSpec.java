package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Which model a trial trains.
 *
 * @param family the model family
 * @param latentDim size D of the latent variable
 * @param decoderLayers number of decoder layers, the paper's "layers"
 * @param skip whether every decoder layer gets the latent variable again (SKIP-VAE)
 * @param skipOutput for mlp-vae, whether the output layer gets it too: the paper's formula has it, the authors' code for
 *     the MLP does not (model spec 0.1); with image-vae the output layer always gets it where {@code skip} is set
 * @param hiddenUnits for mlp-vae, width of the hidden layers
 */
public record ModelSpec(
        ModelFamily family, int latentDim, int decoderLayers, boolean skip, boolean skipOutput, int hiddenUnits)
        implements Serializable {

    /** @throws IllegalArgumentException if a size is out of range or the combination cannot be built */
    public ModelSpec {
        ModelKeys.LATENT_DIM.checked(latentDim);
        ModelKeys.DECODER_LAYERS.checked(decoderLayers);
        ModelKeys.HIDDEN_UNITS.checked(hiddenUnits);
        TrialRules.skipOutputFits(family, skip, skipOutput);
    }

    static ModelSpec of(TrialSpec spec) {
        return new ModelSpec(
                spec.family(),
                spec.get(ModelKeys.LATENT_DIM),
                spec.get(ModelKeys.DECODER_LAYERS),
                spec.get(ModelKeys.SKIP),
                spec.get(ModelKeys.SKIP_OUTPUT),
                spec.get(ModelKeys.HIDDEN_UNITS));
    }
}
