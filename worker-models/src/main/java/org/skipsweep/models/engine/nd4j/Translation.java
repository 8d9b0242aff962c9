package org.skipsweep.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseScalarOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.reduce.MmulBp;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.SigmoidDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.TanhDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.ThresholdReluBp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.AddBpOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.MulBpOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.SubBpOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.skipsweep.models.engine.nd4j.Operand.Constant;
import org.skipsweep.models.engine.nd4j.Operand.Rows;

/**
 * How the operations of a graph are best done on ND4J. Most are done as they are. Those for which ND4J has nothing fast are
 * done by others that are, with the same results up to rounding:
 *
 * <ul>
 *   <li>the gradient of a rectifier, where ND4J's operation branches at every value: a step function times the gradient that
 *       comes in;
 *   <li>the gradients of tanh and sigmoid, for which ND4J computes the function again: polynomials of the function's value,
 *       which the forward pass has;
 *   <li>the gradient of a matrix product of which only one factor's is needed, such as that of the first layer: one matrix
 *       product and not two;
 *   <li>tanh, which takes twice as long as the sigmoid that it is made of;
 *   <li>the gradient of a sum, where it is the one that comes in: nothing, the values share an array;
 *   <li>the gradients of a 1x1 convolution: two matrix products;
 *   <li>an LSTM layer and its gradient, which leave memory behind at every step: their cells, of {@link LstmCells};
 *   <li>sums over examples and pixels, in the mean of a channel, in the gradient of a 1x1 convolution's bias and in that of a
 *       number per channel: a product with a row of equal numbers.
 * </ul>
 */
public final class Translation {
    private final SameDiff graph;
    private final Function<String, INDArray> values;
    private final Set<String> needed;
    private final Predicate<String> shareable;
    private final LstmCells cells;

    /**
     * @param graph the graph
     * @param values the arrays of values computed so far, and of the operation in hand
     * @param needed names of all values that anything reads
     * @param shareable whether a value may lie in an array together with others
     * @param pool where instructions get arrays of their own
     */
    Translation(
            SameDiff graph,
            Function<String, INDArray> values,
            Set<String> needed,
            Predicate<String> shareable,
            ArrayPool pool) {
        this.graph = graph;
        this.values = values;
        this.needed = needed;
        this.shareable = shareable;
        this.cells = new LstmCells(values, shareable, pool);
    }

    /** Names of the values that the instructions for an operation read. */
    static List<String> reads(SameDiff graph, SameDiffOp node) {
        List<String> inputs = node.getInputsToOp();
        if (node.getOp() instanceof SigmoidDerivative || node.getOp() instanceof TanhDerivative) {
            String forward = node.getOp() instanceof TanhDerivative ? "tanh" : "sigmoid";
            return List.of(result(graph, forward, inputs.get(0)), inputs.get(1));
        }
        return inputs;
    }

    /** The value that the operation of that kind makes of {@code input}. */
    private static String result(SameDiff graph, String operation, String input) {
        return graph.getVariables().get(input).getInputsForOp().stream()
                .map(name -> graph.getOps().get(name))
                .filter(node -> node.getOp().opName().equals(operation))
                .findFirst()
                .orElseThrow()
                .getOutputsOfOp()
                .get(0);
    }

    /** Instructions that compute the outputs of an operation, all of them or those that are needed. */
    List<Instruction> of(SameDiffOp node) {
        DifferentialFunction operation = node.getOp();
        List<String> inputs = reads(graph, node);
        List<String> outputs = node.getOutputsOfOp();
        if (operation instanceof ThresholdReluBp rectifier
                && Arrays.stream(rectifier.tArgs()).allMatch(t -> t == 0)) {
            return List.of(
                    Instruction.positive(dataType(inputs.get(0)), inputs.get(0), outputs.get(0)),
                    Instruction.multiply(outputs.get(0), inputs.get(1), outputs.get(0)));
        }
        if (operation instanceof SigmoidDerivative) {
            return List.of(
                    oneMinus(inputs.get(0), outputs.get(0)),
                    Instruction.multiply(outputs.get(0), inputs.get(0), outputs.get(0)),
                    Instruction.multiply(outputs.get(0), inputs.get(1), outputs.get(0)));
        }
        if (operation instanceof TanhDerivative) {
            return List.of(
                    Instruction.multiply(inputs.get(0), inputs.get(0), outputs.get(0)),
                    oneMinus(outputs.get(0), outputs.get(0)),
                    Instruction.multiply(outputs.get(0), inputs.get(1), outputs.get(0)));
        }
        if (operation instanceof MmulBp product
                && Arrays.stream(product.iArgs()).allMatch(flag -> flag == 0)
                && !needed.containsAll(outputs)) {
            return List.of(
                    needed.contains(outputs.get(0))
                            ? Instruction.product(inputs.get(2), false, inputs.get(1), true, outputs.get(0))
                            : Instruction.product(inputs.get(0), true, inputs.get(2), false, outputs.get(1)));
        }
        if (operation instanceof Conv2DDerivative convolution && pointwise(convolution)) {
            return pointwise(inputs, outputs);
        }
        if (passesOn(node)) {
            return sameAs(node, 1).isPresent()
                    ? List.of()
                    : List.of(columnSums(inputs.get(2), operation instanceof AddBpOp ? 1 : -1, outputs.get(1)));
        }
        if (operation instanceof Tanh) {
            return List.of(
                    scalar(new ScalarMultiplication(), 2, inputs.get(0), outputs.get(0)),
                    Instruction.of(new Sigmoid(), outputs, outputs),
                    scalar(new ScalarMultiplication(), 2, outputs.get(0), outputs.get(0)),
                    scalar(new ScalarSubtraction(), 1, outputs.get(0), outputs.get(0)));
        }
        if (operation instanceof MulBpOp && perChannel(inputs.get(0), inputs.get(1))) {
            return List.of(
                    Instruction.multiply(inputs.get(0), inputs.get(2), outputs.get(0)),
                    columnSums(outputs.get(0), 1, outputs.get(1)),
                    Instruction.multiply(inputs.get(2), inputs.get(1), outputs.get(0)));
        }
        if (operation instanceof DynamicCustomOp layer && LstmCells.know(layer)) {
            return cells.of(layer, inputs, outputs);
        }
        if (operation instanceof Mean && perChannel(inputs.get(0), outputs.get(0))) {
            INDArray x = values.apply(inputs.get(0));
            return List.of(columnSums(inputs.get(0), (double) x.size(-1) / x.length(), outputs.get(0)));
        }
        return List.of(Instruction.of(operation, inputs, outputs));
    }

    /** The value, if there is one, that an output of an operation always equals. */
    Optional<String> sameAs(SameDiffOp node, int output) {
        return passesOn(node) && (output == 0 || sameShape(node))
                ? Optional.of(node.getInputsToOp().get(2))
                : Optional.empty();
    }

    /** Whether the first operand of a sum or difference, or both of a sum, have the gradient that comes in. */
    private boolean passesOn(SameDiffOp node) {
        List<String> inputs = node.getInputsToOp();
        List<String> outputs = node.getOutputsOfOp();
        boolean sum = node.getOp() instanceof AddBpOp;
        if (!(sum || node.getOp() instanceof SubBpOp)
                || !shareable.test(inputs.get(2))
                || !shareable.test(outputs.get(0))) {
            return false;
        }
        return perChannel(inputs.get(0), inputs.get(1)) || (sum && sameShape(node) && shareable.test(outputs.get(1)));
    }

    private boolean sameShape(SameDiffOp node) {
        return Arrays.equals(
                values.apply(node.getInputsToOp().get(0)).shape(),
                values.apply(node.getInputsToOp().get(1)).shape());
    }

    /** Whether a convolution has a 1x1 kernel, stride 1, no padding and the channels last. */
    private static boolean pointwise(Conv2DDerivative convolution) {
        long[] arguments = convolution.iArgs();
        return Arrays.equals(Arrays.copyOf(arguments, 6), new long[] {1, 1, 1, 1, 0, 0})
                && convolution.getConfig().getDataFormat().equals(Conv2DConfig.NHWC);
    }

    /** Gradients of input, weight and bias, if there is one, from those and the gradient of the output. */
    private List<Instruction> pointwise(List<String> inputs, List<String> outputs) {
        String gradient = inputs.get(inputs.size() - 1);
        INDArray weight = values.apply(inputs.get(1));
        Operand matrix = new Operand.Matrix(inputs.get(1), weight.size(2));
        List<Instruction> instructions = new ArrayList<>();
        if (needed.contains(outputs.get(0))) {
            instructions.add(Instruction.product(new Rows(gradient), false, matrix, true, new Rows(outputs.get(0))));
        }
        instructions.add(Instruction.product(
                new Rows(inputs.get(0)),
                true,
                new Rows(gradient),
                false,
                new Operand.Matrix(outputs.get(1), weight.size(2))));
        if (outputs.size() > 2) {
            instructions.add(columnSums(gradient, 1, outputs.get(2)));
        }
        return instructions;
    }

    /** Whether {@code small} is a number for each column of the last dimension of {@code large}, which has more of them. */
    private boolean perChannel(String large, String small) {
        long[] shape = values.apply(large).shape();
        return shape.length == 4 && Arrays.equals(values.apply(small).shape(), new long[] {shape[3]});
    }

    private Instruction columnSums(String value, double factor, String sums) {
        INDArray array = values.apply(value);
        return Instruction.product(
                new Constant(array.dataType(), array.length() / array.size(-1), factor),
                false,
                new Rows(value),
                false,
                new Rows(sums));
    }

    private DataType dataType(String value) {
        return graph.getVariable(value).dataType();
    }

    private Instruction oneMinus(String input, String output) {
        return scalar(new ScalarReverseSubtraction(), 1, input, output);
    }

    private Instruction scalar(BaseScalarOp operation, double number, String input, String output) {
        return Instruction.scalar(operation, dataType(input), number, input, output);
    }
}
