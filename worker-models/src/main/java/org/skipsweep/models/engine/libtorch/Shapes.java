package org.skipsweep.models.engine.libtorch;

import java.util.Map;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** Operations that move values and compute none. */
final class Shapes {
    static final Map<String, Translation> TRANSLATIONS =
            Map.of("squeeze", new Translation(Rounding.AS_GIVEN, Shapes::squeeze));

    private Shapes() {}

    private static TorchOperation squeeze(DifferentialFunction node) {
        long[] dimensions = Attributes.integers(node);
        return x -> x[0].squeeze(dimensions);
    }
}
