package org.skipsweep.models.engine.libtorch.operation;

import java.util.Map;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums and means over dimensions. */
public final class Reductions {
    static final Map<String, OperationRule> TRANSLATIONS =
            Map.of("reduce_sum", reduction(torch::sum, torch::sum), "reduce_mean", reduction(torch::mean, torch::mean));

    private interface Whole {
        Tensor of(Tensor x);
    }

    private interface Along {
        Tensor of(Tensor x, long[] dimensions, boolean keep, ScalarTypeOptional type);
    }

    private Reductions() {}

    private static OperationRule reduction(Whole whole, Along along) {
        return OperationRule.simple(Rounding.FULL, node -> {
            long[] dimensions = Attributes.dimensions(node);
            boolean keep = Attributes.keepsDimensions(node);
            return dimensions.length == 0 && !keep
                    ? x -> whole.of(x[0])
                    : x -> along.of(x[0], dimensions, keep, new ScalarTypeOptional());
        });
    }
}
