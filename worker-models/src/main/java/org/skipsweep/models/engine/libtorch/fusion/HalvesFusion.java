package org.skipsweep.models.engine.libtorch.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.Shapes;
import org.skipsweep.models.engine.libtorch.operation.Slice;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * Two slices that take the first and the second half of the channels: split in one call, whose gradient is one
 * concatenation.
 */
public final class HalvesFusion implements Fusion {
    private static final int CHANNELS = 1;

    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        return half(call)
                .filter(size -> begin(call) == 0)
                .flatMap(size -> graph.readers(call.inputs().get(0)).stream()
                        .filter(other -> half(other).equals(Optional.of(size)) && begin(other) == size)
                        .findFirst()
                        .map(other -> new TorchCall(
                                "halves",
                                null,
                                Rounding.AS_GIVEN,
                                x -> halves(x[0], size),
                                call.inputs(),
                                List.of(call.output(), other.output()))));
    }

    private static long begin(TorchCall call) {
        return Slice.of(call).orElseThrow().ranges().get(CHANNELS).begin().orElse(0L);
    }

    /** How many channels a slice takes that cuts nothing else and takes the first or the next ones. */
    private static Optional<Long> half(TorchCall call) {
        return Slice.of(call)
                .filter(slice -> slice.ranges().size() > CHANNELS && slice.onlyCuts(CHANNELS))
                .map(slice -> slice.ranges().get(CHANNELS))
                .filter(range -> range.stride() == 1 && !range.dropped())
                .flatMap(range -> range.end()
                        .map(end -> end - range.begin().orElse(0L))
                        .filter(size -> size > 0
                                && (range.begin().orElse(0L) == 0
                                        || range.begin().equals(Optional.of(size)))));
    }

    private static Tensor[] halves(Tensor x, long size) {
        if (x.size(CHANNELS) != 2 * size) {
            return new Tensor[] {x.narrow(CHANNELS, 0, size), x.narrow(CHANNELS, size, size)};
        }
        return Shapes.split(x, size, CHANNELS);
    }
}
