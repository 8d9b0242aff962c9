package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.trial.ModelSpec;

/**
 * The image VAE and SKIP-VAE of Tables 1 and 2 (paper section 4.1, model spec A.1): a convolutional encoder of residual
 * blocks and a gated PixelCNN as decoder.
 *
 * @param encoder q(z|x)
 * @param decoder p(x|z)
 */
public record ImageVae(ResNetEncoder encoder, GatedPixelCnn decoder) implements VariationalAutoencoder {

    /**
     * The model that a trial asks for.
     *
     * @throws IllegalArgumentException if images of that many pixels are not square, or too small to be halved three times
     */
    public static ImageVae of(ModelSpec spec, int pixels) {
        int side = (int) Math.round(Math.sqrt(pixels));
        if (side * side != pixels || side < ResNetEncoder.SMALLEST_SIDE) {
            throw new IllegalArgumentException("model image-vae needs square images of at least "
                    + ResNetEncoder.SMALLEST_SIDE + "x" + ResNetEncoder.SMALLEST_SIDE + " pixels, but these have "
                    + pixels + " pixels");
        }
        return new ImageVae(
                new ResNetEncoder(side, spec.latentDim()),
                new GatedPixelCnn(side, spec.latentDim(), spec.decoderLayers(), spec.skip()));
    }

    @Override
    public int pixels() {
        return decoder.pixels();
    }

    @Override
    public int latentDim() {
        return decoder.latentDim();
    }

    @Override
    public Posterior encode(Layers layers, SDVariable x) {
        return encoder.encode(layers, x);
    }

    @Override
    public SDVariable decode(Layers layers, SDVariable x, SDVariable z) {
        return decoder.decode(layers, x, z);
    }

    /** Sixteen sets of maps of a gated layer, seventeen of a residual block of full size, of which there is one. */
    @Override
    public long activations() {
        return pixels() * (17L * ResNetEncoder.MAPS + 16L * GatedPixelCnn.MAPS * decoder.layers());
    }

    @Override
    public long widestLayer() {
        return 2L * GatedPixelCnn.MAPS * pixels();
    }
}
