package org.skipsweep.driver.sweep.estimate;

import org.skipsweep.models.trial.ModelSpec;

/**
 * The size of a model for images of 28 x 28 pixels.
 *
 * @param parameters trained numbers
 * @param multiplyAdds multiply-adds of one example forward
 * @param activations values per example that a forward pass leaves for the backward pass, roughly
 */
record ModelSize(long parameters, long multiplyAdds, double activations) {
    private static final long SIDE = 28;
    private static final long PIXELS = SIDE * SIDE;
    private static final long ENCODER_MAPS = 64;
    private static final long DECODER_MAPS = 32;

    /** Maps of a gated layer, and of a residual block of full size, that the backward pass needs. */
    private static final long LAYER_ACTIVATIONS = 16 * DECODER_MAPS;

    private static final long ENCODER_ACTIVATIONS = 17 * ENCODER_MAPS;

    static ModelSize of(ModelSpec model) {
        return switch (model.family()) {
            case MLP_VAE -> multilayerPerceptron(model);
            case IMAGE_VAE -> image(model);
            case NO_OP -> new ModelSize(0, 0, 0);
        };
    }

    private ModelSize plus(ModelSize other) {
        return times(1, other);
    }

    private ModelSize times(long count, ModelSize other) {
        return new ModelSize(
                parameters + count * other.parameters,
                multiplyAdds + count * other.multiplyAdds,
                activations + count * other.activations);
    }

    /** Model spec A.2. */
    private static ModelSize multilayerPerceptron(ModelSpec model) {
        long hidden = model.hiddenUnits();
        long latent = model.latentDim();
        ModelSize layer = linear(hidden, hidden);
        if (model.skip()) {
            layer = layer.plus(linear(latent, hidden));
        }
        ModelSize all = linear(PIXELS, hidden)
                .plus(linear(hidden, hidden))
                .times(2, linear(hidden, latent))
                .plus(linear(latent, hidden))
                .times(model.decoderLayers(), layer)
                .plus(linear(hidden, PIXELS));
        if (model.skipOutput()) {
            all = all.plus(linear(latent, PIXELS));
        }
        double units = 2.0 * PIXELS + (4.0 + 2 * model.decoderLayers()) * hidden;
        return new ModelSize(all.parameters, all.multiplyAdds, units);
    }

    /** Model spec A.1. */
    private static ModelSize image(ModelSpec model) {
        long latent = model.latentDim();
        long further = model.skip() ? DECODER_MAPS + 1 : DECODER_MAPS;
        ModelSize latentMap = linear(latent, PIXELS);
        ModelSize all = encoder(latent)
                .plus(gatedLayer(2))
                .plus(latentMap)
                .times(
                        model.decoderLayers() - 1L,
                        gatedLayer(further).plus(convolution(1, further, DECODER_MAPS, SIDE)))
                .plus(convolution(1, further, 1, SIDE));
        if (model.skip()) {
            all = all.times(model.decoderLayers(), latentMap);
        }
        double values = (double) PIXELS * (ENCODER_ACTIVATIONS + model.decoderLayers() * LAYER_ACTIVATIONS);
        return new ModelSize(all.parameters, all.multiplyAdds, values);
    }

    private static ModelSize encoder(long latent) {
        long maps = ENCODER_MAPS;
        ModelSize all = convolution(9, 1, maps, SIDE)
                .plus(convolution(9, maps, maps, SIDE))
                .plus(convolution(1, 1, maps, SIDE))
                .times(2, convolution(9, maps, maps, SIDE / 2))
                .times(2, convolution(9, maps, maps, SIDE / 4));
        long side = SIDE;
        for (int block = 1; block <= 3; block++) {
            side /= 2;
            all = all.plus(convolution(4, maps, maps, side));
        }
        ModelSize normalizations = new ModelSize(6 * 2 * maps, 0, 0);
        return all.plus(normalizations).times(2, linear(maps * side * side, latent));
    }

    /** A gated layer without its residual. */
    private static ModelSize gatedLayer(long inputs) {
        long maps = DECODER_MAPS;
        return convolution(6, inputs, 2 * maps, SIDE)
                .plus(convolution(1, 2 * maps, 2 * maps, SIDE))
                .plus(convolution(2, inputs, 2 * maps, SIDE))
                .plus(convolution(1, maps, maps, SIDE));
    }

    private static ModelSize linear(long inputs, long outputs) {
        return new ModelSize((inputs + 1) * outputs, inputs * outputs, 0);
    }

    /** A convolution with a kernel of that many pixels whose output has side x side pixels. */
    private static ModelSize convolution(long kernel, long inputs, long outputs, long side) {
        long weights = kernel * inputs * outputs;
        return new ModelSize(weights + outputs, weights * side * side, 0);
    }
}
