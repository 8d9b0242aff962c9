package org.skipsweep.models.engine.libtorch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.enums.WeightsFormat;

/**
 * Convolutions of maps [B, channels, height, width], which lie in memory with channels innermost: that is how libtorch's
 * kernels for processors and GPUs read them fastest, and all operations in between keep it.
 */
final class Convolutions {
    static final Map<String, Translation> TRANSLATIONS =
            Map.of("conv2d", new Translation(Rounding.REDUCED, Convolutions::conv2d));

    private static final int PADDING_MODE = 8;
    private static final int CHANNELS_LAST = 9;
    private static final int WEIGHTS_FORMAT = 10;

    private Convolutions() {}

    /** Arguments: height and width each of kernel, stride, padding and dilation, then padding mode and two formats. */
    private static TorchOperation conv2d(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        if (arguments[PADDING_MODE] != 0 || arguments[CHANNELS_LAST] != 0) {
            throw new UnsupportedOperationException(
                    "a conv2d of maps in another format than NCHW, or with padding SAME");
        }
        long[] stride = {arguments[2], arguments[3]};
        long[] padding = {arguments[4], arguments[5]};
        long[] dilation = {arguments[6], arguments[7]};
        long[] toOutputFirst =
                switch (WeightsFormat.values()[(int) Attributes.integer(node, WEIGHTS_FORMAT, 0)]) {
                    case YXIO -> new long[] {3, 2, 0, 1};
                    case OIYX -> new long[] {0, 1, 2, 3};
                    case OYXI -> new long[] {0, 3, 1, 2};
                };
        return x -> torch.conv2d(
                channelsLast(x[0]),
                channelsLast(x[1].permute(toOutputFirst)),
                x.length > 2 ? new TensorOptional(x[2].reshape(-1)) : new TensorOptional(),
                stride,
                padding,
                dilation,
                1);
    }

    static Tensor channelsLast(Tensor maps) {
        return maps.contiguous(MemoryFormat.ChannelsLast);
    }
}
