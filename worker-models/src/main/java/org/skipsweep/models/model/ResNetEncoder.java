package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.model.ImageLayers.Kernel;

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
    private static final long MAPS = 64;

    /** @param x binary images, [B, side * side] */
    Posterior encode(Layers layers, SDVariable x) {
        ImageLayers image = new ImageLayers(layers);
        SDVariable maps = layers.graph().reshape(x, -1, 1, side, side);
        long inputs = 1;
        long size = side;
        for (int i = 1; i <= BLOCKS; i++) {
            maps = block(image, layers, "encoder.block" + i, maps, inputs, size);
            maps = image.convolution("encoder.down" + i, maps, new Kernel(MAPS, MAPS, 2, 2, 0, 0, 2));
            inputs = MAPS;
            size /= 2;
        }
        long features = MAPS * size * size;
        SDVariable flat = layers.graph().reshape(maps, -1, features);
        return new Posterior(
                image.linear("encoder.mean", flat, features, latentDim),
                image.linear("encoder.logVariance", flat, features, latentDim));
    }

    private static SDVariable block(
            ImageLayers image, Layers layers, String name, SDVariable x, long inputs, long size) {
        SDVariable first = image.convolution(name + ".convolution1", x, new Kernel(inputs, MAPS, 3, 3, 1, 1, 1));
        first = layers.relu(image.batchNormalization(name + ".normalization1", first, MAPS, size));
        SDVariable second = image.convolution(name + ".convolution2", first, new Kernel(MAPS, MAPS, 3, 3, 1, 1, 1));
        second = image.batchNormalization(name + ".normalization2", second, MAPS, size);
        SDVariable shortcut = inputs == MAPS ? x : image.pointwise(name + ".shortcut", x, inputs, MAPS);
        return layers.relu(second.add(shortcut));
    }
}
