package org.skipsweep.models.engine.libtorch.operation;

import static org.skipsweep.models.engine.libtorch.operation.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.operation.Rounding.REDUCED;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** Matrix products, and the bias that is added to them. */
public final class Products {
    static final Map<String, OperationRule> TRANSLATIONS = Map.of(
            "matmul",
            new OperationRule(REDUCED, Products::matmul),
            "biasadd",
            new OperationRule(AS_GIVEN, Products::biasAdd));

    private Products() {}

    private static TorchOperation.Simple matmul(DifferentialFunction node) {
        boolean left = Attributes.integer(node, 0, 0) != 0;
        boolean right = Attributes.integer(node, 1, 0) != 0;
        boolean result = Attributes.integer(node, 2, 0) != 0;
        return x -> {
            Tensor product = transposed(x[0], left).matmul(transposed(x[1], right));
            return transposed(product, result);
        };
    }

    /** Whether a matrix product takes both factors as they are. */
    public static boolean isPlain(DifferentialFunction matmul) {
        for (long flag : Attributes.integers(matmul)) {
            if (flag != 0) {
                return false;
            }
        }
        return true;
    }

    private static TorchOperation.Simple biasAdd(DifferentialFunction node) {
        return Attributes.flag(node, 0) ? x -> x[0].add(x[1].view(-1, 1, 1)) : x -> x[0].add(x[1]);
    }

    private static Tensor transposed(Tensor matrix, boolean transpose) {
        return transpose ? matrix.transpose(-2, -1) : matrix;
    }
}
