package org.skipsweep.models.engine.libtorch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Two slices that take the first and the second half of the channels: split in one call, whose gradient is one
 * concatenation.
 */
final class HalvesFusion implements Fusion {
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
        return Slice.of(call.source()).ranges().get(CHANNELS).begin().orElse(0L);
    }

    /** How many channels a slice takes that cuts nothing else and takes the first or the next ones. */
    private static Optional<Long> half(TorchCall call) {
        if (!call.name().equals("strided_slice")) {
            return Optional.empty();
        }
        Slice slice = Slice.of(call.source());
        if (slice.ranges().size() <= CHANNELS || !slice.onlyCuts(CHANNELS)) {
            return Optional.empty();
        }
        Slice.Range range = slice.ranges().get(CHANNELS);
        long begin = range.begin().orElse(0L);
        return range.end()
                .filter(end -> range.stride() == 1 && !range.dropped())
                .map(end -> end - begin)
                .filter(size -> size > 0 && (begin == 0 || begin == size));
    }

    private static Tensor[] halves(Tensor x, long size) {
        if (x.size(CHANNELS) != 2 * size) {
            return new Tensor[] {x.narrow(CHANNELS, 0, size), x.narrow(CHANNELS, size, size)};
        }
        TensorVector halves = x.split(size, CHANNELS);
        // Handles of their own, so that they can be closed one by one.
        Tensor[] own = {new Tensor(halves.get(0)), new Tensor(halves.get(1))};
        halves.close();
        return own;
    }
}
