package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The encoder of the image model (paper section 4.1, model spec A.1): three residual blocks of two batch-normalised 3x3
 * convolutions with 64 maps, each followed by a 2x2 convolution with stride 2, then an affine map each for mean and
 * log-variance. The first block's shortcut is a 1x1 convolution, the others' the identity.
 *
 * @param side rows and columns of the images, at least {@value #SMALLEST_SIDE}
 * @param latentDim size D of the latent variable
 */
public record ResNetEncoder(int side, int latentDim) {
    /** Below this nothing is left after halving three times. */
    static final int SMALLEST_SIDE = 8;

    private static final int BLOCKS = 3;
    static final long MAPS = 64;

    /** @param x binary images, [B, side * side] */
    Posterior encode(Layers layers, SDVariable x) {
        ImageLayers image = new ImageLayers(layers);
        SDVariable maps = layers.graph().reshape(x, -1, side, side, 1);
        long inputs = 1;
        long size = side;
        for (int i = 1; i <= BLOCKS; i++) {
            maps = block(image, layers, "encoder.block" + i, maps, inputs, size);
            size /= 2;
            maps = image.halving("encoder.down" + i, maps, MAPS, MAPS, size);
            inputs = MAPS;
        }
        long features = MAPS * size * size;
        SDVariable flat = layers.graph().reshape(maps.permute(0, 3, 1, 2), -1, features);
        return new Posterior(
                image.linear("encoder.mean", flat, features, latentDim),
                image.linear("encoder.logVariance", flat, features, latentDim));
    }

    private static SDVariable block(
            ImageLayers image, Layers layers, String name, SDVariable x, long inputs, long size) {
        SDVariable first = image.convolution3x3(name + ".convolution1", x, inputs, MAPS, size);
        first = layers.relu(image.batchNormalization(name + ".normalization1", first, MAPS, size));
        SDVariable second = image.convolution3x3(name + ".convolution2", first, MAPS, MAPS, size);
        second = image.batchNormalization(name + ".normalization2", second, MAPS, size);
        SDVariable shortcut = inputs == MAPS ? x : image.pointwise(name + ".shortcut", x, inputs, MAPS, size);
        return layers.relu(second.add(shortcut));
    }
}
