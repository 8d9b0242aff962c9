package org.skipsweep.models.engine.libtorch.operation;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * A libtorch call with the names of what it reads and writes.
 *
 * @param name SameDiff's name of the operation, or of our own for what no single SameDiff operation does
 * @param source the SameDiff operation with its attributes; null for what came from several
 * @param rounding what it computes with in reduced precision
 * @param operation the call
 * @param inputs names of its inputs
 * @param outputs names of its outputs
 */
public record TorchCall(
        String name,
        DifferentialFunction source,
        Rounding rounding,
        TorchOperation operation,
        List<String> inputs,
        List<String> outputs) {

    /** A call that stands for several operations, or for none. */
    public static TorchCall made(
            String name, Rounding rounding, TorchOperation.Simple operation, List<String> inputs, String output) {
        return new TorchCall(name, null, rounding, operation, inputs, List.of(output));
    }

    /** The first output, which for most is the only one. */
    public String output() {
        return outputs.get(0);
    }

    /** The same call reading and writing under other names. */
    public TorchCall with(List<String> otherInputs, List<String> otherOutputs) {
        return new TorchCall(name, source, rounding, operation, otherInputs, otherOutputs);
    }
}
