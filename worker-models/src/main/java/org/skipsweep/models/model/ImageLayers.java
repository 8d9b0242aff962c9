package org.skipsweep.models.model;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.skipsweep.models.engine.form.ConvolutionConfigs;
import org.skipsweep.models.engine.form.Window;
import org.skipsweep.models.model.Parameter.Role;

/**
 * The layers of the image model (model spec A and A.1). Maps have shape [B, rows, columns, channels]: with the channels of
 * a pixel side by side, a 1x1 convolution is a matrix product. Kernels have shape [rows, columns, inputs, outputs].
 */
final class ImageLayers {
    static final int CHANNELS = 3;

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Layers layers;
    private final SameDiff graph;

    ImageLayers(Layers layers) {
        this.layers = layers;
        this.graph = layers.graph();
    }

    /** Adds parameters of an affine map whose weight is drawn from N(0, 2/inputs). */
    AffineMap affineMap(String name, long inputs, long outputs) {
        Initialization initialization = new Initialization.Normal(Math.sqrt(2.0 / inputs));
        layers.count(inputs * outputs);
        return new AffineMap(
                layers.parameter(name + ".weight", List.of(inputs, outputs), initialization, Role.WEIGHT),
                layers.bias(name, outputs, inputs));
    }

    /** Such a map of {@code x}, [B, inputs]. */
    SDVariable linear(String name, SDVariable x, long inputs, long outputs) {
        AffineMap map = affineMap(name, inputs, outputs);
        return graph.nn.biasAdd(name, x.mmul(map.weight()), map.bias(), false);
    }

    /**
     * Adds parameters of a convolution over a window.
     *
     * @param side rows and columns of its output
     */
    AffineMap kernel(String name, Window window, long inputs, long outputs, long side) {
        return kernel(name, window.rows(), window.columns(), inputs, outputs, side);
    }

    private AffineMap kernel(String name, long rows, long columns, long inputs, long outputs, long side) {
        long fanIn = rows * columns * inputs;
        layers.count(fanIn * outputs * side * side);
        return new AffineMap(
                layers.weight(name, List.of(rows, columns, inputs, outputs), fanIn), layers.bias(name, outputs, fanIn));
    }

    /** A 1x1 convolution with bias; {@code side} is that of its output, as for all convolutions. */
    SDVariable pointwise(String name, SDVariable x, long inputs, long outputs, long side) {
        AffineMap map = kernel(name, Window.SELF, inputs, outputs, side);
        return graph.cnn.conv2d(x, map.weight(), map.bias(), ConvolutionConfigs.of(1, 1, 0, 0, 1));
    }

    /** A 1x1 convolution without bias. */
    SDVariable pointwise(SDVariable x, SDVariable weight) {
        return graph.cnn.conv2d(x, weight, ConvolutionConfigs.of(1, 1, 0, 0, 1));
    }

    /** A 3x3 convolution with bias that keeps the size. */
    SDVariable convolution3x3(String name, SDVariable x, long inputs, long outputs, long side) {
        AffineMap map = kernel(name, 3, 3, inputs, outputs, side);
        return graph.cnn.conv2d(x, map.weight(), map.bias(), ConvolutionConfigs.of(3, 3, 1, 1, 1));
    }

    /** A 2x2 convolution with bias and stride 2, which halves the size and leaves out a last odd row and column. */
    SDVariable halving(String name, SDVariable x, long inputs, long outputs, long side) {
        AffineMap map = kernel(name, 2, 2, inputs, outputs, side);
        return graph.cnn.conv2d(x, map.weight(), map.bias(), ConvolutionConfigs.of(2, 2, 0, 0, 2));
    }

    /**
     * Batch normalisation over examples and pixels. Training normalises with the biased variance of the minibatch and moves
     * the running statistics a tenth of the way to the minibatch's mean and unbiased variance.
     *
     * @param x [B, side, side, channels]
     */
    SDVariable batchNormalization(String name, SDVariable x, long channels, long side) {
        SDVariable gamma =
                layers.parameter(name + ".gamma", List.of(channels), new Initialization.Uniform(0, 1), Role.WEIGHT);
        SDVariable beta =
                layers.parameter(name + ".beta", List.of(channels), new Initialization.Constant(0), Role.BIAS);
        SDVariable runningMean = layers.parameter(
                name + ".runningMean", List.of(channels), new Initialization.Constant(0), Role.RUNNING_STATISTIC);
        SDVariable runningVariance = layers.parameter(
                name + ".runningVariance", List.of(channels), new Initialization.Constant(1), Role.RUNNING_STATISTIC);
        if (layers.phase() == Phase.EVALUATION) {
            SDVariable scale = gamma.mul(graph.math.rsqrt(runningVariance.add(EPSILON)));
            return x.mul(scale).add(beta.sub(runningMean.mul(scale)));
        }
        SDVariable mean = x.mean(0, 1, 2);
        SDVariable centred = x.sub(mean);
        SDVariable variance = centred.mul(centred).mean(0, 1, 2);
        layers.renew(runningMean, moved(runningMean, mean));
        layers.renew(runningVariance, moved(runningVariance, variance.mul(unbiased(x, side))));
        SDVariable scale = gamma.mul(graph.math.rsqrt(variance.add(EPSILON)));
        return centred.mul(scale).add(beta);
    }

    private SDVariable moved(SDVariable statistic, SDVariable batch) {
        return statistic.mul(1 - MOMENTUM).add(batch.mul(MOMENTUM));
    }

    /** n / (n - 1), with n the number of values in a channel of the minibatch. */
    private SDVariable unbiased(SDVariable x, long side) {
        SDVariable count = graph.sizeAt(x, 0).castTo(layers.dataType()).mul((double) side * side);
        return count.div(count.sub(1));
    }
}
