package org.skipsweep.models.train;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.skipsweep.models.benchmark.SquareProduct;
import org.skipsweep.models.engine.libtorch.StepCalls;
import org.skipsweep.models.objective.Draw;

/**
 * Training: how many examples a second, and where the time of a step goes, in milliseconds of its parts. Run with
 * OMP_NUM_THREADS=1; {@code parts.py} makes a table of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class TrainingBenchmark {
    private static final int TURN = 5;
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    /** Examples of an epoch, a multiple of the batch; {@link #trainer} goes through them all at each call. */
    @Param("5000")
    private int images;

    @Param({"100", "500"})
    private int batch;

    /** Engine and precision, such as {@code libtorch bf16}. */
    @Param({"libtorch fp32", "libtorch bf16"})
    private String engine;

    /** One of those that {@link BenchmarkedTraining} has. */
    @Param("mlp-vae")
    private String model;

    /** What {@link #trainer} and {@link #square} count, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Throughput {
        /** Images trained on, or that would be if nothing but their products had to be made. */
        public double imageCount;
    }

    /** What {@link #parts} counts: nanoseconds that its thread was at work on each part, and how often it was made. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Parts {
        /** Steps of each part. */
        public double steps;

        /** As {@code trainer} by the clock, which goes on while other work has the core. */
        public double clock;

        public double trainer;
        public double data;
        public double gradient;
        public double update;
        public double products;
        public double passes;

        /** Of one product of large square matrices for each step. */
        public double square;

        /** Additions and multiplications of the steps. */
        public double operations;

        /** Those of the products of large square matrices. */
        public double squareOperations;
    }

    private BenchmarkedTraining training;
    private Draw draw;

    /** A network at work. */
    @Setup
    public void build() {
        training = new BenchmarkedTraining(model, engine, batch, images);
        draw = training.next();
        training.gradient(draw);
    }

    /** An epoch as trials have it. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public double trainer(Throughput throughput) throws InterruptedException {
        throughput.imageCount += images;
        return training.train(training.perEpoch());
    }

    /** A step, of which the other benchmarks are parts. */
    @Benchmark
    public double step() {
        double loss = training.gradient(training.next());
        training.update();
        return loss;
    }

    /** Choosing, binarising and laying out images. */
    @Benchmark
    public Draw data() {
        return training.next();
    }

    /** Noise, loss and gradient, of the same images again and again. */
    @Benchmark
    public double gradient() {
        return training.gradient(draw);
    }

    /** Clip and update rule, along the same gradient again and again. */
    @Benchmark
    public void update() {
        training.update();
    }

    /** Linear layers, convolutions and LSTMs of a gradient, forward and back, by themselves. */
    @Benchmark
    public void products() {
        training.repeat(StepCalls.Kind.PRODUCT);
    }

    /** All other calls of a gradient, forward and back, by themselves. */
    @Benchmark
    public void passes() {
        training.repeat(StepCalls.Kind.PASS);
    }

    /** A product of large square matrices in the engine's precision. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public void square(Throughput throughput) {
        throughput.imageCount += batch * SquareProduct.OPERATIONS / training.operationsOfAStep();
        training.square();
    }

    /** All parts in turns, a few steps of each. */
    @Benchmark
    public void parts(Parts parts) throws InterruptedException {
        int steps = Math.min(TURN, training.perEpoch());
        parts.steps += steps;
        parts.operations += steps * training.operationsOfAStep();
        parts.squareOperations += steps * SquareProduct.OPERATIONS;
        long clock = System.nanoTime();
        long start = PROCESSOR.getCurrentThreadCpuTime();
        training.train(steps);
        parts.trainer += PROCESSOR.getCurrentThreadCpuTime() - start;
        parts.clock += System.nanoTime() - clock;
        for (int i = 0; i < steps; i++) {
            long began = PROCESSOR.getCurrentThreadCpuTime();
            Draw next = training.next();
            long drawn = PROCESSOR.getCurrentThreadCpuTime();
            training.gradient(next);
            long derived = PROCESSOR.getCurrentThreadCpuTime();
            training.update();
            long updated = PROCESSOR.getCurrentThreadCpuTime();
            parts.data += drawn - began;
            parts.gradient += derived - drawn;
            parts.update += updated - derived;
        }
        for (int i = 0; i < steps; i++) {
            long began = PROCESSOR.getCurrentThreadCpuTime();
            training.repeat(StepCalls.Kind.PRODUCT);
            long multiplied = PROCESSOR.getCurrentThreadCpuTime();
            training.repeat(StepCalls.Kind.PASS);
            long passed = PROCESSOR.getCurrentThreadCpuTime();
            training.square();
            parts.products += multiplied - began;
            parts.passes += passed - multiplied;
            parts.square += PROCESSOR.getCurrentThreadCpuTime() - passed;
        }
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        training.close();
    }
}
