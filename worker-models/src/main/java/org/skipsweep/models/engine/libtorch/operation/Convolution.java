package org.skipsweep.models.engine.libtorch.operation;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.enums.WeightsFormat;

/**
 * A convolution of maps, which lie in memory with channels innermost: that is how libtorch's kernels for processors and GPUs
 * read them fastest, and the operations in between keep it. Sizes are given as height, width.
 *
 * @param layout order of the dimensions of maps
 * @param kernel size of the kernel
 * @param stride step between outputs
 * @param padding zeros on either side
 * @param dilation step between what a kernel reads
 * @param toOutputFirst permutation that takes the weight to [outputs, inputs, height, width]
 */
public record Convolution(
        MapLayout layout, long[] kernel, long[] stride, long[] padding, long[] dilation, long[] toOutputFirst) {
    private static final int PADDING_MODE = 8;
    private static final int DATA_FORMAT = 9;
    private static final int WEIGHTS_FORMAT = 10;

    /**
     * The convolution of a {@code conv2d}.
     *
     * @throws UnsupportedOperationException if its padding is SAME
     */
    public static Convolution of(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        if (arguments[PADDING_MODE] != 0) {
            throw new UnsupportedOperationException("a conv2d with padding SAME");
        }
        return new Convolution(
                arguments[DATA_FORMAT] == 0 ? MapLayout.CHANNELS_FIRST : MapLayout.CHANNELS_LAST,
                new long[] {arguments[0], arguments[1]},
                new long[] {arguments[2], arguments[3]},
                new long[] {arguments[4], arguments[5]},
                new long[] {arguments[6], arguments[7]},
                switch (WeightsFormat.values()[(int) Attributes.integer(node, WEIGHTS_FORMAT, 0)]) {
                    case YXIO -> new long[] {3, 2, 0, 1};
                    case OIYX -> new long[] {0, 1, 2, 3};
                    case OYXI -> new long[] {0, 3, 1, 2};
                });
    }

    /** Whether an output is made for every position, from neighbours. */
    public boolean dense() {
        return stride[0] == 1 && stride[1] == 1 && dilation[0] == 1 && dilation[1] == 1;
    }

    /** What it makes of maps. */
    Tensor of(Tensor maps, Tensor weight, TensorOptional bias) {
        return layout.restored(convolve(layout.channelsFirst(maps), weight, bias, padding));
    }

    /**
     * The first rows and columns of what a dense convolution makes, and nothing else: zeros are added, or values left out,
     * only where those rows and columns see them.
     */
    public Tensor corner(Tensor maps, Tensor weight, TensorOptional bias, long rows, long columns) {
        Tensor seen = layout.channelsFirst(maps);
        long below = missing(0, seen.size(2), rows);
        long right = missing(1, seen.size(3), columns);
        boolean evenRows = below == padding[0];
        boolean evenColumns = right == padding[1];
        if (!evenRows || !evenColumns) {
            seen = torch.constant_pad_nd(
                    seen,
                    evenColumns ? 0 : padding[1],
                    evenColumns ? 0 : right,
                    evenRows ? 0 : padding[0],
                    evenRows ? 0 : below);
        }
        long[] rest = {evenRows ? padding[0] : 0, evenColumns ? padding[1] : 0};
        return layout.restored(convolve(seen, weight, bias, rest));
    }

    /** Zeros needed after the last of {@code size} values for {@code outputs} outputs, fewer if there are fewer; may be negative. */
    private long missing(int dimension, long size, long outputs) {
        long available = size + 2 * padding[dimension] - kernel[dimension] + 1;
        return Math.min(outputs, available) + kernel[dimension] - 1 - padding[dimension] - size;
    }

    private Tensor convolve(Tensor maps, Tensor weight, TensorOptional bias, long[] zeros) {
        Tensor outputFirst = weight.permute(toOutputFirst).contiguous(MemoryFormat.ChannelsLast);
        return torch.conv2d(maps, outputFirst, bias, stride, zeros, dilation, 1);
    }
}
