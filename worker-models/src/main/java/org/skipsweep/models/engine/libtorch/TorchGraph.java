package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.skipsweep.models.engine.OperationOrder;
import org.skipsweep.models.engine.libtorch.operation.OperationRule;
import org.skipsweep.models.engine.libtorch.operation.OperationRules;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.engine.libtorch.operation.TorchOperation;

/** A SameDiff graph as libtorch calls. */
final class TorchGraph {
    private TorchGraph() {}

    /**
     * Checks every operation of a graph.
     *
     * @throws UnsupportedOperationException if libtorch has no translation of some, naming them all
     */
    static void check(SameDiff graph) {
        Set<String> unknown = new TreeSet<>();
        for (SameDiffOp node : graph.getOps().values()) {
            Optional<OperationRule> translation =
                    OperationRules.find(node.getOp().opName());
            if (translation.isEmpty()) {
                unknown.add(node.getOp().opName());
            } else {
                operation(translation.get(), node);
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnsupportedOperationException("the libtorch engine does not know the operation"
                    + (unknown.size() == 1 ? " " : "s ") + String.join(", ", unknown) + ": use engine = nd4j");
        }
    }

    /** The calls that the wanted values need, every one after those that make its inputs. */
    static List<TorchCall> calls(SameDiff graph, List<String> wanted) {
        List<TorchCall> calls = new ArrayList<>();
        for (SameDiffOp node : OperationOrder.of(graph, wanted)) {
            String name = node.getOp().opName();
            OperationRule translation = OperationRules.find(name).orElseThrow();
            calls.add(new TorchCall(
                    name,
                    node.getOp(),
                    translation.rounding(),
                    operation(translation, node),
                    node.getInputsToOp(),
                    node.getOutputsOfOp()));
        }
        return calls;
    }

    private static TorchOperation operation(OperationRule translation, SameDiffOp node) {
        try {
            return translation.operation().apply(node.getOp());
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(
                    "the libtorch engine cannot run " + node.getName() + ", " + e.getMessage() + ": use engine = nd4j",
                    e);
        }
    }

    /** Names of values that no call makes, in order of first use. */
    static List<String> given(List<TorchCall> calls, List<String> wanted) {
        Set<String> read = new LinkedHashSet<>();
        calls.forEach(call -> read.addAll(call.inputs()));
        read.addAll(wanted);
        calls.forEach(call -> call.outputs().forEach(read::remove));
        return List.copyOf(read);
    }
}
