package org.skipsweep.models.engine.libtorch.operation;

import static org.skipsweep.models.engine.libtorch.operation.Rounding.AS_GIVEN;
import static org.skipsweep.models.engine.libtorch.operation.Rounding.FULL;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** Functions of one number, element by element. */
public final class Activations {
    static final Map<String, OperationRule> TRANSLATIONS = Map.ofEntries(
            Map.entry("relu", new OperationRule(AS_GIVEN, Activations::relu)),
            Map.entry("tanh", OperationRule.plain(AS_GIVEN, x -> dense(x[0]).tanh())),
            Map.entry("sigmoid", OperationRule.plain(AS_GIVEN, x -> dense(x[0]).sigmoid())),
            Map.entry("identity", OperationRule.plain(AS_GIVEN, x -> new Tensor(x[0]))),
            Map.entry("softplus", OperationRule.plain(FULL, x -> softplus(x[0]))),
            Map.entry("exp", OperationRule.plain(FULL, x -> x[0].exp())),
            Map.entry("log", OperationRule.plain(FULL, x -> x[0].log())),
            Map.entry("sqrt", OperationRule.plain(FULL, x -> x[0].sqrt())),
            Map.entry("rsqrt", OperationRule.plain(FULL, x -> x[0].rsqrt())),
            Map.entry("Reciprocal", OperationRule.plain(FULL, x -> x[0].reciprocal())));

    /** From here on, log(1 + exp(x)) is x to the last bit in double precision. */
    private static final double LINEAR_FROM = 40;

    private Activations() {}

    public static Tensor softplus(Tensor x) {
        return torch.softplus(x, new Scalar(1.0), new Scalar(LINEAR_FROM));
    }

    /** With no gaps in memory: a processor does values with gaps a few at a time, and copying them first is faster. */
    private static Tensor dense(Tensor x) {
        return x.is_non_overlapping_and_dense() ? x : x.clone();
    }

    private static TorchOperation.Simple relu(DifferentialFunction node) {
        double cutoff = Attributes.scalar(node);
        return cutoff == 0 ? x -> x[0].relu() : x -> torch.threshold(x[0], new Scalar(cutoff), new Scalar(0.0));
    }
}
