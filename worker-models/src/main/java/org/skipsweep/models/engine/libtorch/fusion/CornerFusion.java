package org.skipsweep.models.engine.libtorch.fusion;

import java.util.Optional;
import org.skipsweep.models.engine.libtorch.operation.Convolution;
import org.skipsweep.models.engine.libtorch.operation.Convolutions;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.Slice;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * A convolution of which only the first rows and columns are used, as masked convolutions are written: it makes no others,
 * and the gradient need not be widened to all of them.
 */
public final class CornerFusion implements Fusion {
    private static final int MAPS_DIMENSIONS = 4;

    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        return Slice.of(call).flatMap(slice -> graph.onlyFor(call.inputs().get(0), "conv2d")
                .filter(maker -> fits(slice, Convolution.of(maker.source())))
                .map(maker -> fused(call, maker, slice)));
    }

    private static boolean fits(Slice slice, Convolution convolution) {
        int height = convolution.layout().height();
        return slice.ranges().size() == MAPS_DIMENSIONS
                && slice.onlyCuts(height, height + 1)
                && slice.ranges().get(height).first()
                && slice.ranges().get(height + 1).first()
                && convolution.dense();
    }

    private static TorchCall fused(TorchCall call, TorchCall maker, Slice slice) {
        Convolution convolution = Convolution.of(maker.source());
        int height = convolution.layout().height();
        long rows = slice.ranges().get(height).end().orElseThrow();
        long columns = slice.ranges().get(height + 1).end().orElseThrow();
        return TorchCall.made(
                "cornerConvolution",
                Rounding.REDUCED,
                x -> convolution.corner(x[0], x[1], Convolutions.bias(x), rows, columns),
                maker.inputs(),
                call.output());
    }
}
