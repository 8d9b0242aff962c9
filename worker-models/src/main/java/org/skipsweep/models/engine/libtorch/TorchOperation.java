package org.skipsweep.models.engine.libtorch;

import org.bytedeco.pytorch.Tensor;

/** Computes one value of a graph. */
@FunctionalInterface
interface TorchOperation {

    /** A new tensor, or a view of an input; inputs are left as they are. */
    Tensor apply(Tensor... inputs);
}
