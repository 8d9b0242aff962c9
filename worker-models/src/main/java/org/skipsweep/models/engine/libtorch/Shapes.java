package org.skipsweep.models.engine.libtorch;

import static org.skipsweep.models.engine.libtorch.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.Rounding.FULL;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
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

    private static TorchOperation.Simple reshape(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        if (arguments.length == 0 || arguments[0] != ROW_MAJOR) {
            throw new UnsupportedOperationException("a reshape to a shape that is not fixed, or not row-major");
        }
        long[] shape = Arrays.copyOfRange(arguments, 1, arguments.length);
        return x -> x[0].reshape(shape);
    }

    private static TorchOperation.Simple squeeze(DifferentialFunction node) {
        long[] dimensions = Attributes.integers(node);
        return x -> x[0].squeeze(dimensions);
    }

    private static TorchOperation.Simple concat(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> torch.cat(new TensorVector(x), dimension);
    }

    private static TorchOperation.Simple stridedSlice(DifferentialFunction node) {
        Slice slice = Slice.of(node);
        return x -> slice.of(x[0]);
    }

    private static TorchOperation.Simple sizeAt(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> torch.scalar_tensor(new Scalar(x[0].size(dimension)), new TensorOptions(ScalarType.Long));
    }

    private static TorchOperation.Simple cast(DifferentialFunction node) {
        ScalarType type = TorchMemory.scalarType(DataType.fromInt((int) Attributes.integer(node, 0, 0)));
        return x -> x[0].to(type);
    }
}
