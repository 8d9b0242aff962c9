package org.skipsweep.models.engine.libtorch.operation;

import java.util.function.Function;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * How libtorch does one kind of SameDiff operation.
 *
 * @param rounding what it computes with in reduced precision
 * @param operation the call, from the operation with its attributes
 */
public record OperationRule(Rounding rounding, Function<DifferentialFunction, ? extends TorchOperation> operation) {

    /** An operation without attributes that matter. */
    static OperationRule plain(Rounding rounding, TorchOperation.Simple operation) {
        return new OperationRule(rounding, node -> operation);
    }

    /** An operation that makes one value. */
    static OperationRule simple(Rounding rounding, Function<DifferentialFunction, TorchOperation.Simple> operation) {
        return new OperationRule(rounding, operation);
    }
}
