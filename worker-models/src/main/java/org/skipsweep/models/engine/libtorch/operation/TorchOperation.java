package org.skipsweep.models.engine.libtorch.operation;

import org.bytedeco.pytorch.Tensor;

/** Computes values of a graph. */
@FunctionalInterface
public interface TorchOperation {

    /**
     * New tensors, or new handles of inputs or of views of them; inputs are left as they are, and are closed when nothing needs
     * them any more.
     */
    Tensor[] apply(Tensor... inputs);

    /** Computes one value. */
    @FunctionalInterface
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // A lambda for one value serves as one for several.
    interface Simple extends TorchOperation {
        /** A new tensor, or a new handle of an input or of a view of one. */
        Tensor compute(Tensor... inputs);

        @Override
        default Tensor[] apply(Tensor... inputs) {
            return new Tensor[] {compute(inputs)};
        }
    }
}
