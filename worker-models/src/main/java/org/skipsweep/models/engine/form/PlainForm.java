package org.skipsweep.models.engine.form;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * As it is written down (model spec A.1): the channels side by side, zeros around them, a convolution with bias, then a shift
 * that moves in zeros.
 *
 * @param side rows and columns of all maps
 */
public record PlainForm(int side) implements MaskedForm {
    private static final int CHANNELS = 3;

    @Override
    public SDVariable convolve(
            Window window, SDVariable maps, Optional<LatentChannel> latent, SDVariable weight, SDVariable bias) {
        SameDiff graph = maps.getSameDiff();
        SDVariable channels = latent.map(channel -> graph.concat(CHANNELS, maps, map(channel)))
                .orElse(maps);
        int right = window.fromColumn() + window.columns() - 1 + window.shiftColumns();
        SDVariable around = padded(channels, window.padRows(), window.padColumns(), Math.max(0, right));
        Conv2DConfig configuration = ConvolutionConfigs.of(window.rows(), window.columns(), 0, 0, 1);
        SDVariable convolved = graph.cnn.conv2d(around, weight, bias, configuration);
        SDVariable shifted = padded(convolved, window.shiftRows(), window.shiftColumns(), 0);
        return corner(shifted);
    }

    private SDVariable map(LatentChannel channel) {
        SameDiff graph = channel.z().getSameDiff();
        return graph.reshape(
                graph.nn.biasAdd(channel.z().mmul(channel.weight()), channel.bias(), false), -1, side, side, 1);
    }

    /** With rows of zeros above and columns of zeros on both sides. */
    private static SDVariable padded(SDVariable maps, int above, int left, int right) {
        SameDiff graph = maps.getSameDiff();
        return above + left + right == 0
                ? maps
                : graph.nn.pad(
                        maps,
                        graph.constant(Nd4j.createFromArray(new int[][] {{0, 0}, {above, 0}, {left, right}, {0, 0}})),
                        0);
    }

    private SDVariable corner(SDVariable maps) {
        return maps.getSameDiff()
                .stridedSlice(
                        maps,
                        new long[] {0, 0, 0, 0},
                        new long[] {0, side, side, 0},
                        new long[] {1, 1, 1, 1},
                        9,
                        9,
                        0,
                        0,
                        0);
    }
}
