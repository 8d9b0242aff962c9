package org.skipsweep.models.engine.libtorch;

import org.bytedeco.pytorch.Tensor;

/** Computes values of a graph. */
@FunctionalInterface
interface TorchOperation {

    /** New tensors, or views of inputs; inputs are left as they are. */
    Tensor[] apply(Tensor... inputs);

    /** Computes one value. */
    @FunctionalInterface
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // A lambda for one value serves as one for several.
    interface Simple extends TorchOperation {
        /** A new tensor, or a view of an input. */
        Tensor compute(Tensor... inputs);

        @Override
        default Tensor[] apply(Tensor... inputs) {
            return new Tensor[] {compute(inputs)};
        }
    }
}
