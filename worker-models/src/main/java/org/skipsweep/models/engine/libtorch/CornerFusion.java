package org.skipsweep.models.engine.libtorch;

import java.util.Optional;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A convolution of which only the first rows and columns are used, as masked convolutions are written: it makes no others,
 * and the gradient need not be widened to all of them.
 */
final class CornerFusion implements Fusion {
    private static final int MAPS_DIMENSIONS = 4;

    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("strided_slice")) {
            return Optional.empty();
        }
        Slice slice = Slice.of(call.source());
        if (slice.ranges().size() != MAPS_DIMENSIONS
                || !slice.onlyCuts(2, 3)
                || !slice.ranges().get(2).first()
                || !slice.ranges().get(3).first()) {
            return Optional.empty();
        }
        long rows = slice.ranges().get(2).end().orElseThrow();
        long columns = slice.ranges().get(3).end().orElseThrow();
        return graph.onlyFor(call.inputs().get(0), "conv2d")
                .filter(maker -> Convolution.of(maker.source()).dense())
                .map(maker -> {
                    Convolution convolution = Convolution.of(maker.source());
                    return TorchCall.made(
                            "cornerConvolution",
                            Rounding.REDUCED,
                            x -> convolution.corner(
                                    x[0],
                                    x[1],
                                    x.length > 2 ? new TensorOptional(x[2].reshape(-1)) : new TensorOptional(),
                                    rows,
                                    columns),
                            maker.inputs(),
                            call.output());
                });
    }
}
