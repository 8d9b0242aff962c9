package org.skipsweep.models.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast one core computes: the two rates that training comes down to.
 *
 * @param flopsPerSecond of products of matrices in single precision, a multiply-add being 2 FLOP
 * @param bytesPerSecond that are read and written where arrays do not fit into caches
 */
public record CoreSpeed(double flopsPerSecond, double bytesPerSecond) {
    /** Of a core of the years around 2024, for what does not ask for times. */
    public static final CoreSpeed TYPICAL = new CoreSpeed(80e9, 8e9);

    private static final int MINIBATCH = 128;
    private static final int UNITS = 512;
    private static final int ARRAY = 8 << 20;
    /** An addition in place reads two arrays and writes one. */
    private static final int PASSES = 3;

    private static final int RUNS = 9;
    private static final double NANOS = 1e9;

    /**
     * Measures this machine in a fifth of a second, by the processor time of a product as a layer has it and of a sum: what else runs
     * here counts as far as it takes caches and the memory's bus. Both engines multiply with the same library, so that it stands for
     * either.
     */
    public static CoreSpeed measured() {
        INDArray minibatch = Nd4j.valueArrayOf(new long[] {MINIBATCH, UNITS}, 0.5, DataType.FLOAT);
        INDArray weights = Nd4j.valueArrayOf(new long[] {UNITS, UNITS}, 0.5, DataType.FLOAT);
        INDArray product = Nd4j.create(DataType.FLOAT, MINIBATCH, UNITS);
        INDArray sum = Nd4j.ones(DataType.FLOAT, ARRAY);
        INDArray summand = Nd4j.ones(DataType.FLOAT, ARRAY);
        double multiply = seconds(() -> minibatch.mmuli(weights, product));
        double add = seconds(() -> sum.addi(summand));
        sum.close();
        summand.close();
        return new CoreSpeed(2.0 * MINIBATCH * UNITS * UNITS / multiply, (double) PASSES * Float.BYTES * ARRAY / add);
    }

    /** The median of some runs. */
    private static double seconds(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        work.run();
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            work.run();
            seconds[i] = (threads.getCurrentThreadCpuTime() - start) / NANOS;
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }
}
