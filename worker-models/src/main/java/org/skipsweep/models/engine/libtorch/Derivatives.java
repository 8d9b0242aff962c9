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

    /**
     * The derivatives of a value, one after the other in a row.
     *
     * @param value as for {@link #write}
     * @param parts a leaf, or a tensor that the value does not depend on and for which there are zeros, for each part of the row
     */
    static Tensor row(Tensor value, List<Tensor> parts) {
        TensorVector derivatives =
                of(value, parts.stream().filter(Tensor::requires_grad).toList());
        TensorVector row = new TensorVector();
        int next = 0;
        for (Tensor part : parts) {
            Tensor derivative = part.requires_grad() ? derivatives.get(next++) : part;
            row.push_back(
                    part.requires_grad() && derivative.defined()
                            ? derivative.reshape(-1)
                            : torch.zeros_like(part.detach()).reshape(-1));
        }
        return torch.cat(row, 0);
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
