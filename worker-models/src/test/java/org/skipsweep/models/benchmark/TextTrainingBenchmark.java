package org.skipsweep.models.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.model.LstmLanguageModel;
import org.skipsweep.models.model.LstmSizes;
import org.skipsweep.models.model.LstmVae;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.objective.LanguageModelNll;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.objective.SemiAmortizedElbo;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.value.Choice;

/**
 * Tokens per second of training a model of text: masks, loss and gradient of sentences of one length. {@code
 * floatingPointOperations} of {@code step} and {@code matrixProduct} show what part of the machine's rate that is, a
 * multiply-add being two. Run with OMP_NUM_THREADS=1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(1)
public class TextTrainingBenchmark {
    private static final int LATENT_DIM = 32;

    /** Engine and precision, such as {@code libtorch bf16}. */
    @Param({"nd4j fp32", "libtorch fp32", "libtorch bf16"})
    private String engine;

    /** {@code lm}, {@code vae}, {@code skip-vae}, {@code sa-vae} or {@code skip-sa-vae}; the last two refine in ten steps. */
    @Param("lm")
    private String model;

    @Param("5000")
    private int vocabulary;

    /** Size of word vectors and of the LSTM's state. */
    @Param("256")
    private int hiddenUnits;

    @Param("32")
    private int batch;

    /** Tokens of a sentence that are predicted. */
    @Param("80")
    private int steps;

    /** How a refined model differentiates through its refinement. */
    @Param("CENTRAL")
    private SviDifference difference;

    /** What the benchmarks count, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Throughput {
        /** Tokens trained on, or that would be if nothing but their products had to be made. */
        public double tokenCount;

        /** Additions and multiplications of matrix products. */
        public double floatingPointOperations;
    }

    private double operationsOfAStep;
    private SquareProduct square;
    private Running running;
    private Batch sentences;
    private long step;

    /** Random sentences and a model. */
    @Setup
    public void build() {
        LstmSizes sizes = new LstmSizes(vocabulary, hiddenUnits, hiddenUnits, 0.5, 0.1, steps);
        Objective objective = objective(sizes);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        RandomGenerator random = new Draws(1).of(Purpose.INITIALIZATION, 0);
        for (Parameter parameter : objective.parameters()) {
            double[] values = parameter.initialization().draw(parameter.length(), random);
            parameters.put(
                    parameter.name(),
                    Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape('c', parameter.dimensions()));
            gradients.put(parameter.name(), Nd4j.zeros(DataType.FLOAT, parameter.dimensions()));
        }
        int blank = engine.indexOf(' ');
        Precision precision = Choice.of(Precision.class, engine.substring(blank + 1));
        operationsOfAStep =
                2.0 * batch * objective.size().multiplyAdds() * objective.size().stepPasses();
        square = new SquareProduct(precision);
        int[] tokens = random.ints((long) batch * (steps + 1), 0, vocabulary).toArray();
        sentences = Batch.ofTokens(batch, steps + 1, tokens);
        Engine chosen =
                Engines.of(Choice.of(EngineKind.class, engine.substring(0, blank)), precision, new Device.Cpu());
        HostMemory host = new HostMemory(parameters, new HostVector(gradients), (rule, rate, clip, step) -> {});
        running = objective.compile(chosen, chosen.memory(host), DataType.FLOAT);
    }

    private Objective objective(LstmSizes sizes) {
        return switch (model) {
            case "lm" -> new LanguageModelNll(new LstmLanguageModel(sizes));
            case "vae", "skip-vae" -> new Elbo(new LstmVae(sizes, LATENT_DIM, model.startsWith("skip")));
            case "sa-vae", "skip-sa-vae" -> new SemiAmortizedElbo(
                    new LstmVae(sizes, LATENT_DIM, model.startsWith("skip")),
                    new SviSpec(10, 1, 0.5, 5, difference, 1e-2, SviMode.CLEAN, 32));
            default -> throw new IllegalArgumentException("there is no model " + model);
        };
    }

    /** Masks, loss and gradient. */
    @Benchmark
    public double step(Throughput throughput) {
        throughput.tokenCount += (double) batch * steps;
        throughput.floatingPointOperations += operationsOfAStep;
        return running.gradient(new Draw(sentences, 1, Noise.ofStep(new Draws(1), ++step)));
    }

    /** A product of two square matrices in the engine's precision. */
    @Benchmark
    public void matrixProduct(Throughput throughput) {
        throughput.tokenCount += batch * steps * SquareProduct.OPERATIONS / operationsOfAStep;
        throughput.floatingPointOperations += SquareProduct.OPERATIONS;
        square.multiply();
    }

    /** Gives the graphs back. */
    @TearDown
    public void close() {
        running.close();
        square.close();
    }
}
