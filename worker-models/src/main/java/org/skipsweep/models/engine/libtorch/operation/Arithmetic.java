package org.skipsweep.models.engine.libtorch.operation;

import static org.skipsweep.models.engine.libtorch.operation.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.operation.Rounding.FULL;

import java.util.Map;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums, products and powers, element by element, shapes adapted as NumPy does. */
public final class Arithmetic {
    static final Map<String, OperationRule> TRANSLATIONS = Map.ofEntries(
            Map.entry("add", OperationRule.plain(AS_GIVEN, x -> x[0].add(x[1]))),
            Map.entry("subtract", OperationRule.plain(AS_GIVEN, x -> x[0].sub(x[1]))),
            Map.entry("multiply", OperationRule.plain(AS_GIVEN, x -> x[0].mul(x[1]))),
            Map.entry("divide", OperationRule.plain(FULL, x -> x[0].div(x[1]))),
            Map.entry("add_scalar", scalar((x, scalar) -> x.add(scalar))),
            Map.entry("sub_scalar", scalar((x, scalar) -> x.sub(scalar))),
            Map.entry("mul_scalar", scalar((x, scalar) -> x.mul(scalar))),
            Map.entry("div_scalar", scalar((x, scalar) -> x.div(scalar))),
            Map.entry("rsub_scalar", scalar((x, scalar) -> torch.rsub(x, scalar))),
            Map.entry("rdiv_scalar", scalar((x, scalar) -> x.reciprocal().mul(scalar))),
            Map.entry("pow", scalar((x, scalar) -> x.pow(scalar))),
            Map.entry("neg", OperationRule.plain(AS_GIVEN, x -> x[0].neg())),
            Map.entry("square", OperationRule.plain(AS_GIVEN, x -> x[0].mul(x[0]))));

    private Arithmetic() {}

    private static OperationRule scalar(BiFunction<Tensor, Scalar, Tensor> function) {
        return OperationRule.simple(AS_GIVEN, node -> {
            double value = Attributes.scalar(node);
            return x -> function.apply(x[0], new Scalar(value));
        });
    }
}
