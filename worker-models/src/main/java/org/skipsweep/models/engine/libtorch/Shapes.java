package org.skipsweep.models.engine.libtorch;

import static org.skipsweep.models.engine.libtorch.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.Rounding.FULL;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;

/** Operations that move values and compute none. */
final class Shapes {
    static final Map<String, Translation> TRANSLATIONS = Map.of(
            "reshape", new Translation(AS_GIVEN, Shapes::reshape),
            "squeeze", new Translation(AS_GIVEN, Shapes::squeeze),
            "concat", new Translation(AS_GIVEN, Shapes::concat),
            "strided_slice", new Translation(AS_GIVEN, Shapes::stridedSlice),
            "size_at", new Translation(FULL, Shapes::sizeAt),
            "cast", new Translation(FULL, Shapes::cast));

    /** Marks a reshape that reads and writes in row-major order. */
    private static final long ROW_MAJOR = -'c';

    private Shapes() {}

    private static TorchOperation reshape(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        if (arguments.length == 0 || arguments[0] != ROW_MAJOR) {
            throw new UnsupportedOperationException("a reshape to a shape that is not fixed, or not row-major");
        }
        long[] shape = Arrays.copyOfRange(arguments, 1, arguments.length);
        return x -> x[0].reshape(shape);
    }

    private static TorchOperation squeeze(DifferentialFunction node) {
        long[] dimensions = Attributes.integers(node);
        return x -> x[0].squeeze(dimensions);
    }

    private static TorchOperation concat(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> torch.cat(new TensorVector(x), dimension);
    }

    /** Arguments: five bit masks over the dimensions, then begin, end and stride of each. */
    private static TorchOperation stridedSlice(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        int dimensions = (arguments.length - 5) / 3;
        long fromStart = arguments[0];
        long toEnd = arguments[2];
        if (arguments[1] != 0 || arguments[3] != 0 || arguments.length != 5 + 3 * dimensions) {
            throw new UnsupportedOperationException(
                    "a slice with an ellipsis, a new axis or bounds that are not fixed");
        }
        long dropped = arguments[4];
        return x -> {
            Tensor slice = x[0];
            for (int i = dimensions - 1; i >= 0; i--) {
                long begin = arguments[5 + i];
                long end = arguments[5 + dimensions + i];
                if (bit(dropped, i)) {
                    slice = slice.select(i, begin);
                } else if (!bit(fromStart, i) || !bit(toEnd, i) || arguments[5 + 2 * dimensions + i] != 1) {
                    slice = slice.slice(
                            i,
                            bit(fromStart, i) ? new LongOptional() : new LongOptional(begin),
                            bit(toEnd, i) ? new LongOptional() : new LongOptional(end),
                            arguments[5 + 2 * dimensions + i]);
                }
            }
            return slice;
        };
    }

    private static boolean bit(long mask, int index) {
        return ((mask >> index) & 1) != 0;
    }

    private static TorchOperation sizeAt(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> torch.scalar_tensor(new Scalar(x[0].size(dimension)), new TensorOptions(ScalarType.Long));
    }

    private static TorchOperation cast(DifferentialFunction node) {
        ScalarType type = TorchMemory.scalarType(DataType.fromInt((int) Attributes.integer(node, 0, 0)));
        return x -> x[0].to(type);
    }
}
