package org.skipsweep.models.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/** Which operations of a graph have to run, and in which order. */
public final class OperationOrder {
    private OperationOrder() {}

    /** The operations that the wanted values need, every one after those that make its inputs. */
    public static List<SameDiffOp> of(SameDiff graph, List<String> wanted) {
        List<SameDiffOp> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        wanted.forEach(name -> visit(graph, name, seen, order));
        return order;
    }

    private static void visit(SameDiff graph, String value, Set<String> seen, List<SameDiffOp> order) {
        String producer = graph.getVariables().get(value).getOutputOfOp();
        if (producer == null || !seen.add(producer)) {
            return;
        }
        SameDiffOp operation = graph.getOps().get(producer);
        operation.getInputsToOp().forEach(name -> visit(graph, name, seen, order));
        order.add(operation);
    }
}
