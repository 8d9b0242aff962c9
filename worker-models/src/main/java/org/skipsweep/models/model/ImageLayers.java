package org.skipsweep.models.model;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Initialization;
import org.skipsweep.models.engine.Parameter.Role;

/** The layers of the image model, on maps of shape [B, channels, height, width] (model spec A and A.1). */
final class ImageLayers {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Layers layers;
    private final SameDiff graph;

    ImageLayers(Layers layers) {
        this.layers = layers;
        this.graph = layers.graph();
    }

    /** An affine map whose weight is drawn from N(0, 2/inputs). */
    SDVariable linear(String name, SDVariable x, long inputs, long outputs) {
        return layers.linear(name, x, inputs, outputs, new Initialization.Normal(Math.sqrt(2.0 / inputs)));
    }

    /** A 1x1 convolution with bias. */
    SDVariable pointwise(String name, SDVariable x, long inputs, long outputs) {
        return convolution(name, x, new Kernel(inputs, outputs, 1, 1, 0, 0, 1));
    }

    /** A convolution with bias; the weight has shape [height, width, inputs, outputs]. */
    SDVariable convolution(String name, SDVariable x, Kernel kernel) {
        SDVariable weight = layers.weight(name, kernel.shape(), kernel.fanIn());
        SDVariable bias = layers.bias(name, kernel.outputs(), kernel.fanIn());
        return graph.cnn.conv2d(name, x, weight, bias, kernel.config());
    }

    /** The same without bias. */
    SDVariable kernel(String name, SDVariable x, Kernel kernel) {
        SDVariable weight = layers.weight(name, kernel.shape(), kernel.fanIn());
        return graph.cnn.conv2d(name, x, weight, kernel.config());
    }

    /** Adds a convolution's bias where {@code mask}, [1, 1, side or 1, side or 1], is 1. */
    SDVariable bias(String name, SDVariable maps, long outputs, long fanIn, SDVariable mask) {
        return maps.add(perChannel(layers.bias(name, outputs, fanIn), outputs).mul(mask));
    }

    /** 0 in the first row or column of [1, 1, rows, columns], else 1. */
    SDVariable exceptFirst(long rows, long columns) {
        INDArray mask = Nd4j.ones(layers.dataType(), 1, 1, rows, columns);
        mask.putScalar(0, 0);
        return graph.constant(mask);
    }

    /**
     * A convolution kernel.
     *
     * @param inputs channels read
     * @param outputs channels written
     * @param height rows
     * @param width columns
     * @param padHeight zero rows above and below
     * @param padWidth zero columns left and right
     * @param stride step between outputs
     */
    record Kernel(long inputs, long outputs, long height, long width, long padHeight, long padWidth, long stride) {
        List<Long> shape() {
            return List.of(height, width, inputs, outputs);
        }

        long fanIn() {
            return inputs * height * width;
        }

        Conv2DConfig config() {
            return Conv2DConfig.builder()
                    .kH(height)
                    .kW(width)
                    .sH(stride)
                    .sW(stride)
                    .pH(padHeight)
                    .pW(padWidth)
                    .paddingMode(PaddingMode.VALID)
                    .dataFormat(Conv2DConfig.NCHW)
                    .weightsFormat(WeightsFormat.YXIO)
                    .build();
        }
    }

    /**
     * Batch normalisation over examples and pixels. Training normalises with the biased variance of the minibatch and moves
     * the running statistics a tenth of the way to the minibatch's mean and unbiased variance.
     *
     * @param x [B, channels, side, side]
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
            return perChannel(scale, channels).mul(x).add(perChannel(beta.sub(runningMean.mul(scale)), channels));
        }
        SDVariable mean = x.mean(true, 0, 2, 3);
        SDVariable centred = x.sub(mean);
        SDVariable variance = centred.mul(centred).mean(true, 0, 2, 3);
        SDVariable scale = perChannel(gamma, channels).mul(graph.math.rsqrt(variance.add(EPSILON)));
        layers.renew(runningMean, moved(runningMean, flat(mean, channels)));
        layers.renew(
                runningVariance, moved(runningVariance, flat(variance, channels).mul(unbiased(x, side))));
        return centred.mul(scale).add(perChannel(beta, channels));
    }

    private SDVariable moved(SDVariable statistic, SDVariable batch) {
        return statistic.mul(1 - MOMENTUM).add(batch.mul(MOMENTUM));
    }

    /** n / (n - 1), with n the number of values in a channel of the minibatch. */
    private SDVariable unbiased(SDVariable x, long side) {
        SDVariable count = graph.sizeAt(x, 0).castTo(layers.dataType()).mul((double) side * side);
        return count.div(count.sub(1));
    }

    private SDVariable perChannel(SDVariable values, long channels) {
        return graph.reshape(values, 1, channels, 1, 1);
    }

    private SDVariable flat(SDVariable values, long channels) {
        return graph.reshape(values, channels);
    }
}
