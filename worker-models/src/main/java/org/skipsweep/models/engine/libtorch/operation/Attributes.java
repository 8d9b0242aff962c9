package org.skipsweep.models.engine.libtorch.operation;

import java.util.Arrays;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;

/** Reads what SameDiff's operations carry beside their inputs. */
public final class Attributes {
    private Attributes() {}

    /** The scalar of an operation between an array and a number. */
    public static double scalar(DifferentialFunction operation) {
        return ((ScalarOp) operation).scalar().getDouble(0);
    }

    /** Integer argument {@code index} of an operation, or {@code otherwise} if it has fewer. */
    static long integer(DifferentialFunction operation, int index, long otherwise) {
        long[] arguments = integers(operation);
        return index < arguments.length ? arguments[index] : otherwise;
    }

    public static long[] integers(DifferentialFunction operation) {
        return ((DynamicCustomOp) operation).iArgs();
    }

    public static boolean flag(DifferentialFunction operation, int index) {
        boolean[] arguments = ((DynamicCustomOp) operation).bArgs();
        return index < arguments.length && arguments[index];
    }

    /** The dimensions that a reduction runs over; none stands for all. */
    public static long[] dimensions(DifferentialFunction operation) {
        if (operation instanceof DynamicCustomOp custom) {
            return custom.iArgs();
        }
        INDArray dimensions = ((BaseOp) operation).dimensions();
        long[] values = dimensions == null ? new long[0] : dimensions.toLongVector();
        return Arrays.stream(values).anyMatch(dimension -> dimension == Integer.MAX_VALUE) ? new long[0] : values;
    }

    /** Whether a reduction leaves the dimensions that it ran over with size 1. */
    public static boolean keepsDimensions(DifferentialFunction operation) {
        return operation instanceof DynamicCustomOp ? flag(operation, 0) : ((ReduceOp) operation).isKeepDims();
    }
}
