package org.skipsweep.models.engine.libtorch.operation;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** Convolutions of maps. */
public final class Convolutions {
    static final Map<String, OperationRule> TRANSLATIONS =
            Map.of("conv2d", new OperationRule(Rounding.REDUCED, Convolutions::conv2d));

    private Convolutions() {}

    private static TorchOperation.Simple conv2d(DifferentialFunction node) {
        Convolution convolution = Convolution.of(node);
        return x -> convolution.of(x[0], x[1], bias(x));
    }

    /** The third input, which a convolution without bias does not have. */
    public static TensorOptional bias(Tensor... inputs) {
        return inputs.length > 2 ? new TensorOptional(inputs[2].reshape(-1)) : new TensorOptional();
    }
}
