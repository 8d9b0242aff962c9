package org.skipsweep.models.engine.libtorch.operation;

import static org.skipsweep.models.engine.libtorch.operation.Rounding.AS_ANY;
import static org.skipsweep.models.engine.libtorch.operation.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.operation.Rounding.FULL;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;

/** Operations that move values and compute none. */
public final class Shapes {
    static final Map<String, OperationRule> TRANSLATIONS = Map.ofEntries(
            Map.entry("reshape", new OperationRule(AS_GIVEN, Shapes::reshape)),
            Map.entry("squeeze", new OperationRule(AS_GIVEN, Shapes::squeeze)),
            Map.entry("permute", new OperationRule(AS_GIVEN, Shapes::permute)),
            Map.entry("concat", new OperationRule(AS_ANY, Shapes::concat)),
            Map.entry("split", new OperationRule(AS_GIVEN, Shapes::split)),
            Map.entry("slice", new OperationRule(AS_GIVEN, node -> slice(Slice.sized(node)))),
            Map.entry("strided_slice", new OperationRule(AS_GIVEN, node -> slice(Slice.strided(node)))),
            Map.entry("expand_dims", new OperationRule(AS_GIVEN, Shapes::expand)),
            Map.entry("shape_of", OperationRule.plain(FULL, Shapes::shapeOf)),
            Map.entry("size_at", new OperationRule(FULL, Shapes::sizeAt)),
            Map.entry("cast", new OperationRule(FULL, Shapes::cast)));

    /** Marks a reshape that reads and writes in row-major order. */
    private static final long ROW_MAJOR = -'c';

    private Shapes() {}

    private static TorchOperation.Simple reshape(DifferentialFunction node) {
        long[] arguments = Attributes.integers(node);
        if (arguments.length == 0 || arguments[0] != ROW_MAJOR) {
            throw new UnsupportedOperationException("a reshape that is not row-major");
        }
        long[] shape = Arrays.copyOfRange(arguments, 1, arguments.length);
        return x -> x[0].reshape(x.length == 1 ? shape : sizes(x[1]));
    }

    /** A shape that was computed. */
    private static long[] sizes(Tensor shape) {
        long[] sizes = new long[(int) shape.numel()];
        Arrays.setAll(sizes, i -> shape.get(i).item_long());
        return sizes;
    }

    private static TorchOperation.Simple expand(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> x[0].unsqueeze(dimension);
    }

    /** In the memory of the processor, wherever {@code x} is. */
    private static Tensor shapeOf(Tensor... x) {
        return torch.tensor(x[0].shape());
    }

    private static TorchOperation.Simple squeeze(DifferentialFunction node) {
        long[] dimensions = Attributes.integers(node);
        return x -> x[0].squeeze(dimensions);
    }

    private static TorchOperation.Simple permute(DifferentialFunction node) {
        long[] dimensions = Attributes.integers(node);
        return x -> x[0].permute(dimensions);
    }

    private static TorchOperation split(DifferentialFunction node) {
        long parts = Attributes.integer(node, 0, 1);
        long dimension = Attributes.integer(node, 1, 0);
        return x -> split(x[0], x[0].size(dimension) / parts, dimension);
    }

    /** Parts of equal size. */
    public static Tensor[] split(Tensor x, long size, long dimension) {
        TensorVector parts = x.split(size, dimension);
        Tensor[] own = new Tensor[(int) parts.size()];
        // Handles of their own, so that they can be closed one by one.
        Arrays.setAll(own, i -> new Tensor(parts.get(i)));
        parts.close();
        return own;
    }

    private static TorchOperation.Simple concat(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, 0);
        return x -> torch.cat(new TensorVector(x), dimension);
    }

    private static TorchOperation.Simple slice(Slice slice) {
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
