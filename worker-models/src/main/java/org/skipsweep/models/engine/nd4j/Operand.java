package org.skipsweep.models.engine.nd4j;

import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an {@link Instruction} reads or writes. */
public sealed interface Operand {

    /** The array, where {@code values} finds arrays by name. */
    INDArray array(Function<String, INDArray> values);

    /** A value of the graph as it is. */
    record Value(String name) implements Operand {
        @Override
        public INDArray array(Function<String, INDArray> values) {
            return values.apply(name);
        }
    }

    /** A value of the graph, contiguous in memory, as a matrix: a row for each position, its last dimension as columns. */
    record Rows(String name) implements Operand {
        @Override
        public INDArray array(Function<String, INDArray> values) {
            INDArray array = values.apply(name);
            return array.reshape('c', true, array.length() / array.size(-1), array.size(-1));
        }
    }

    /** A value of the graph as a matrix of that many rows. */
    record Matrix(String name, long rows) implements Operand {
        @Override
        public INDArray array(Function<String, INDArray> values) {
            INDArray array = values.apply(name);
            return array.reshape('c', true, rows, array.length() / rows);
        }
    }

    /** An array that belongs to the program. */
    record Own(INDArray array) implements Operand {
        @Override
        public INDArray array(Function<String, INDArray> values) {
            return array;
        }
    }

    /** A row of equal numbers. */
    record Constant(DataType dataType, long count, double value) implements Operand {
        @Override
        public INDArray array(Function<String, INDArray> values) {
            return Nd4j.valueArrayOf(new long[] {1, count}, value, dataType);
        }
    }
}
