package org.skipsweep.models.engine.nd4j;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.BaseScalarOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One ND4J operation with what it reads and writes.
 *
 * @param operation a {@link DynamicCustomOp}, or an {@link org.nd4j.linalg.api.ops.Op} with one input
 * @param inputs its inputs
 * @param outputs its outputs
 */
public record Instruction(DifferentialFunction operation, List<Operand> inputs, List<Operand> outputs) {

    /** An operation on whole values. */
    static Instruction of(DifferentialFunction operation, List<String> inputs, List<String> outputs) {
        return new Instruction(operation, values(inputs), values(outputs));
    }

    /** A matrix product, either factor transposed or not. */
    static Instruction product(
            Operand left, boolean transposeLeft, Operand right, boolean transposeRight, Operand out) {
        DynamicCustomOp operation = DynamicCustomOp.builder("matmul")
                .addIntegerArguments(transposeLeft ? 1 : 0, transposeRight ? 1 : 0, 0)
                .build();
        return new Instruction(operation, List.of(left, right), List.of(out));
    }

    /** The same for whole values. */
    static Instruction product(
            String left, boolean transposeLeft, String right, boolean transposeRight, String output) {
        return product(
                new Operand.Value(left),
                transposeLeft,
                new Operand.Value(right),
                transposeRight,
                new Operand.Value(output));
    }

    /** The product of two values, number by number. */
    static Instruction multiply(String left, String right, String output) {
        return of(new MulOp(), List.of(left, right), List.of(output));
    }

    /** 1 where a value is positive, else 0. */
    static Instruction positive(DataType dataType, String input, String output) {
        return scalar(new Step(), dataType, 0, input, output);
    }

    /** An operation on a value and a number. */
    static Instruction scalar(BaseScalarOp operation, DataType dataType, double number, String input, String output) {
        operation.setScalar(Nd4j.scalar(dataType, number));
        return of(operation, List.of(input), List.of(output));
    }

    private static List<Operand> values(List<String> names) {
        return names.stream().<Operand>map(Operand.Value::new).toList();
    }
}
