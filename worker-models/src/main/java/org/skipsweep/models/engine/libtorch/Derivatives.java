package org.skipsweep.models.engine.libtorch;

import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Derivatives by libtorch's automatic differentiation. */
final class Derivatives {
    private Derivatives() {}

    /**
     * Writes the derivatives of a value into targets.
     *
     * @param value a scalar, computed while derivatives were recorded; what was recorded is given up
     * @param leaves what to take derivatives with respect to
     * @param targets a tensor for each leaf, overwritten; zeros where the value does not depend on the leaf
     */
    static void write(Tensor value, List<Tensor> leaves, List<Tensor> targets) {
        TensorVector derivatives = of(value, leaves);
        for (int i = 0; i < targets.size(); i++) {
            Tensor derivative = derivatives.get(i);
            if (derivative.defined()) {
                targets.get(i).copy_(derivative);
            } else {
                targets.get(i).zero_();
            }
        }
    }

    private static TensorVector of(Tensor value, List<Tensor> leaves) {
        return torch.grad(
                new TensorVector(value),
                new TensorVector(leaves.toArray(Tensor[]::new)),
                new TensorVector(),
                new BoolOptional(),
                false,
                true);
    }
}
