package org.skipsweep.models.engine.libtorch.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * The part of an array that a strided slice takes.
 *
 * @param ranges what it takes of each dimension
 */
public record Slice(List<Range> ranges) {
    private static final int MASKS = 5;

    /** What a slice takes of one dimension; without a begin from the start, without an end to the end. */
    public record Range(Optional<Long> begin, Optional<Long> end, long stride, boolean dropped) {
        public boolean whole() {
            return begin.isEmpty() && end.isEmpty() && stride == 1 && !dropped;
        }

        /** Whether it takes the first few, one after the other. */
        public boolean first() {
            return begin.orElse(0L) == 0 && end.filter(last -> last > 0).isPresent() && stride == 1 && !dropped;
        }
    }

    /** The slice that a call takes, if it is one. */
    public static Optional<Slice> of(TorchCall call) {
        return switch (call.name()) {
            case "slice" -> Optional.of(sized(call.source()));
            case "strided_slice" -> Optional.of(strided(call.source()));
            default -> Optional.empty();
        };
    }

    /**
     * The slice of a {@code slice}, whose arguments are begin and size of each dimension, size -1 for all that is left.
     *
     * @throws UnsupportedOperationException if its bounds are computed
     */
    public static Slice sized(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        int dimensions = arguments.length / 2;
        if (dimensions == 0) {
            throw new UnsupportedOperationException("a slice with computed bounds");
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            long begin = arguments[i];
            long size = arguments[dimensions + i];
            ranges.add(new Range(
                    Optional.of(begin).filter(from -> from != 0),
                    Optional.of(begin + size).filter(end -> size >= 0),
                    1,
                    false));
        }
        return new Slice(List.copyOf(ranges));
    }

    /**
     * The slice of a {@code strided_slice}, whose arguments are five bit masks over the dimensions, then begin, end and stride
     * of each.
     *
     * @throws UnsupportedOperationException if it has an ellipsis, a new axis or computed bounds
     */
    public static Slice strided(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        int dimensions = (arguments.length - MASKS) / 3;
        if (dimensions < 1 || arguments[1] != 0 || arguments[3] != 0 || arguments.length != MASKS + 3 * dimensions) {
            throw new UnsupportedOperationException("a slice with an ellipsis, a new axis or computed bounds");
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            int dimension = i;
            ranges.add(new Range(
                    Optional.of(arguments[MASKS + i]).filter(begin -> !bit(arguments[0], dimension)),
                    Optional.of(arguments[MASKS + dimensions + i]).filter(end -> !bit(arguments[2], dimension)),
                    arguments[MASKS + 2 * dimensions + i],
                    bit(arguments[4], i)));
        }
        return new Slice(List.copyOf(ranges));
    }

    /** Whether it takes all of every dimension but the given ones. */
    public boolean onlyCuts(Integer... dimensions) {
        List<Integer> cut = List.of(dimensions);
        for (int i = 0; i < ranges.size(); i++) {
            if (!cut.contains(i) && !ranges.get(i).whole()) {
                return false;
            }
        }
        return true;
    }

    /** The part of {@code tensor}, as a view of its own. */
    public Tensor of(Tensor tensor) {
        Tensor slice = new Tensor(tensor);
        for (int i = ranges.size() - 1; i >= 0; i--) {
            Range range = ranges.get(i);
            if (range.dropped()) {
                slice = slice.select(i, range.begin().orElse(0L));
            } else if (!range.whole()) {
                slice = slice.slice(i, optional(range.begin()), optional(range.end()), range.stride());
            }
        }
        return slice;
    }

    private static LongOptional optional(Optional<Long> value) {
        return value.map(LongOptional::new).orElseGet(LongOptional::new);
    }

    private static boolean bit(long mask, int index) {
        return ((mask >> index) & 1) != 0;
    }
}
