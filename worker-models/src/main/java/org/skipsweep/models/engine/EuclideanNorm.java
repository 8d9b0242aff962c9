package org.skipsweep.models.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The Euclidean norm of millions of numbers. Squares are added up in lanes, which the virtual machine turns into vector
 * instructions, and the lanes in double precision: one after the other in single precision, as ND4J does it, a sum of that
 * many loses three digits and takes as long as a product of matrices. Plain Java, so the same bits on every processor.
 */
public final class EuclideanNorm {
    /** Two arrays of so many fit into the first-level cache. */
    private static final int LANES = 2048;

    private final float[] numbers = new float[LANES];
    private final float[] sums = new float[LANES];

    /** Of all numbers of {@code memory}, whose position does not matter; infinite if a square is. */
    public double of(FloatBuffer memory) {
        Arrays.fill(sums, 0);
        for (int from = 0; from < memory.limit(); from += LANES) {
            int count = Math.min(LANES, memory.limit() - from);
            memory.get(from, numbers, 0, count);
            addSquares(count);
        }
        double sum = 0;
        for (float lane : sums) {
            sum += lane;
        }
        return Math.sqrt(sum);
    }

    private void addSquares(int count) {
        float[] x = numbers;
        float[] s = sums;
        for (int i = 0; i < count; i++) {
            s[i] += x[i] * x[i];
        }
    }
}
