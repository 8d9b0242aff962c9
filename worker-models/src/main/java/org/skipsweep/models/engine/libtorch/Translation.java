package org.skipsweep.models.engine.libtorch;

import java.util.function.Function;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * How libtorch does one kind of SameDiff operation.
 *
 * @param rounding what it computes with in reduced precision
 * @param operation the call, from the operation with its attributes
 */
record Translation(Rounding rounding, Function<DifferentialFunction, ? extends TorchOperation> operation) {

    /** An operation without attributes that matter. */
    static Translation plain(Rounding rounding, TorchOperation.Simple operation) {
        return new Translation(rounding, node -> operation);
    }

    /** An operation that makes one value. */
    static Translation simple(Rounding rounding, Function<DifferentialFunction, TorchOperation.Simple> operation) {
        return new Translation(rounding, operation);
    }
}
