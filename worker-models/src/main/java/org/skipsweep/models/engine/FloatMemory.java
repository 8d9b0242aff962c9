package org.skipsweep.models.engine;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Single-precision arrays of ND4J, seen by loops of plain Java. */
public final class FloatMemory {
    private FloatMemory() {}

    /** Whether loops reach the numbers: those of single precision that ND4J keeps beside the processor. */
    public static boolean reaches(INDArray array) {
        return array.dataType() == DataType.FLOAT
                && Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
    }

    /**
     * The numbers of an array that lies in one piece, in its own memory.
     *
     * @throws IllegalArgumentException if they are not of single precision
     */
    public static FloatBuffer of(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("an array of FLOAT is due, but this is one of " + array.dataType());
        }
        return array.data().asNioFloat().slice().limit(Math.toIntExact(array.length()));
    }
}
