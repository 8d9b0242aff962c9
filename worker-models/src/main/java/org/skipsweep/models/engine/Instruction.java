package org.skipsweep.models.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.MmulBp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.ThresholdReluBp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One ND4J operation with the names of what it reads and writes.
 *
 * @param operation a {@link DynamicCustomOp}, or an {@link org.nd4j.linalg.api.ops.Op} with one input
 * @param inputs names of its inputs
 * @param outputs names of its outputs
 */
record Instruction(DifferentialFunction operation, List<String> inputs, List<String> outputs) {

    /**
     * How an operation of a graph is best done. Two that gradients are full of are done in another way, with the same
     * results to the bit:
     *
     * <ul>
     *   <li>the gradient of a rectifier, where ND4J's operation branches at every value, is a step function times the
     *       gradient that comes in: two passes, ten times faster;
     *   <li>the gradient of a matrix product of which only one factor's is needed, such as that of the first layer, is one
     *       matrix product and not two.
     * </ul>
     *
     * @param node the operation
     * @param needed names of all values that anything reads
     */
    static List<Instruction> of(SameDiffOp node, Set<String> needed) {
        DifferentialFunction operation = node.getOp();
        List<String> inputs = node.getInputsToOp();
        List<String> outputs = node.getOutputsOfOp();
        if (operation instanceof ThresholdReluBp rectifier
                && Arrays.stream(rectifier.tArgs()).allMatch(t -> t == 0)) {
            return List.of(
                    new Instruction(step(rectifier.arg(0).dataType()), List.of(inputs.get(0)), outputs),
                    new Instruction(new MulOp(), List.of(outputs.get(0), inputs.get(1)), outputs));
        }
        if (operation instanceof MmulBp product
                && Arrays.stream(product.iArgs()).allMatch(flag -> flag == 0)
                && !outputs.stream().allMatch(needed::contains)) {
            return needed.contains(outputs.get(0))
                    ? List.of(product(0, 1, inputs.get(2), inputs.get(1), outputs.get(0)))
                    : List.of(product(1, 0, inputs.get(0), inputs.get(2), outputs.get(1)));
        }
        return List.of(new Instruction(operation, inputs, outputs));
    }

    /** 1 where its input is positive, else 0. */
    private static Step step(DataType dataType) {
        Step step = new Step();
        step.setScalar(Nd4j.scalar(dataType, 0));
        return step;
    }

    private static Instruction product(int transposeLeft, int transposeRight, String left, String right, String out) {
        return new Instruction(
                DynamicCustomOp.builder("matmul")
                        .addIntegerArguments(transposeLeft, transposeRight, 0)
                        .build(),
                List.of(left, right),
                List.of(out));
    }
}
