package org.skipsweep.models.engine;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Derivatives that tests hold gradients against. */
public final class CentralDifferences {
    private static final double STEP = 1e-5;

    private CentralDifferences() {}

    /**
     * Of a graph's loss with respect to an array's elements, in their order.
     *
     * @param values an array that the evaluator reads, in double precision; changed meanwhile
     */
    public static double[] of(String loss, Evaluator evaluator, Map<String, INDArray> inputs, INDArray values) {
        double[] differences = new double[(int) values.length()];
        for (int i = 0; i < differences.length; i++) {
            double centre = values.getDouble(i);
            values.putScalar(i, centre + STEP);
            double above = value(loss, evaluator, inputs);
            values.putScalar(i, centre - STEP);
            differences[i] = (above - value(loss, evaluator, inputs)) / (2 * STEP);
            values.putScalar(i, centre);
        }
        return differences;
    }

    /** The loss. */
    public static double value(String loss, Evaluator evaluator, Map<String, INDArray> inputs) {
        return evaluator.evaluate(inputs, List.of(loss)).get(loss).getDouble(0);
    }
}
