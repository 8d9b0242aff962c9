package org.skipsweep.models.train;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.ModelSize;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.AveragingSpec;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.value.Choice;

/**
 * Training on images: how many a second, and where the time of a step goes, in milliseconds of its parts and of the matrix products in
 * it if they ran at the rate of large square ones. Run with OMP_NUM_THREADS=1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class TrainingBenchmark {
    private static final int SIDE = 28;
    private static final int MATRIX = 1024;

    /** Images of an epoch, a multiple of the batch; {@link #trainer} goes through them all at each call. */
    @Param("5000")
    private int images;

    @Param({"100", "500"})
    private int batch;

    /** Engine and precision, such as {@code libtorch bf16}. */
    @Param({"libtorch fp32", "libtorch bf16"})
    private String engine;

    /** SKIP-VAE: {@code mlp-vae} with two layers and D = 50, or {@code image-vae} with nine and D = 20. */
    @Param("mlp-vae")
    private String model;

    /** What {@link #products} counts, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Work {
        /** Products of a step that were made, each with an addition. */
        public double steps;
    }

    /** What {@link #trainer} counts, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Throughput {
        /** Images trained on. */
        public long imageCount;
    }

    private MultiLayerNetwork network;
    private Minibatches minibatches;
    private Minibatches.Epoch order;
    private Running running;
    private ParameterMemory memory;
    private Draw draw;
    private int position;
    private int epoch;
    private long step;
    private Tensor matrix;
    private double matrixProductsOfAStep;

    /** A network at work, and images like MNIST's: four pixels in five are black. */
    @Setup
    public void build() {
        ModelFamily family = Choice.of(ModelFamily.class, model);
        boolean maps = family == ModelFamily.IMAGE_VAE;
        int blank = engine.indexOf(' ');
        Precision precision = Choice.of(Precision.class, engine.substring(blank + 1));
        TrialSpec spec = new TrialSpec(
                new DataSpec(Dataset.MNIST, Binarization.DYNAMIC, images, 1000, 1000),
                new ModelSpec(family, maps ? 20 : 50, maps ? 9 : 2, true, false, 512),
                new OptimizationSpec(100, batch, 1e-3, 5, 10, 0.1),
                Choice.of(EngineKind.class, engine.substring(0, blank)),
                precision,
                AveragingSpec.NONE,
                1);
        RandomGenerator random = new Draws(1).of(Purpose.BINARIZATION, 0);
        byte[] pixels = new byte[images * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(5) == 0 ? (byte) random.nextInt(256) : 0;
        }
        minibatches = new Minibatches(spec, new ImageSet(SIDE, SIDE, PixelKind.GREY, pixels, new byte[0]));
        network = Networks.of(spec, SIDE * SIDE);
        ObjectiveLayerRuntime.Workplace workplace = Networks.workplace(network, new Device.Cpu());
        running = workplace.running();
        memory = workplace.memory();
        INDArray state = Networks.updaterState(network);
        memory.load(state);
        order = minibatches.epoch(1);
        draw = order.draw(0);
        running.gradient(draw);
        ModelSize size = Networks.objective(network).objective().size();
        matrixProductsOfAStep = batch * size.multiplyAdds() * size.stepPasses() / Math.pow(MATRIX, 3);
        Tensor single = TorchMemory.share(Nd4j.rand(DataType.FLOAT, MATRIX, MATRIX));
        matrix = precision == Precision.BF16 ? single.to(torch.ScalarType.BFloat16) : single.clone();
    }

    /** An epoch as trials have it. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public double trainer(Throughput throughput) throws InterruptedException {
        throughput.imageCount += images;
        return new LocalFitter().fit(network, minibatches, ++epoch).meanLoss();
    }

    /** A step, of which the other benchmarks are parts. */
    @Benchmark
    public double step() {
        double loss = running.gradient(next());
        update();
        return loss;
    }

    /** Choosing, binarising and laying out images. */
    @Benchmark
    public Draw data() {
        return next();
    }

    /** Noise, loss and gradient, of the same images again and again. */
    @Benchmark
    public double gradient() {
        return running.gradient(draw);
    }

    /** Clip and Adam, along the same gradient again and again. */
    @Benchmark
    public void update() {
        memory.update(minibatches.updateRule(), 1e-6, minibatches.gradientClip(), ++step);
    }

    /** A product of large square matrices in the engine's precision. */
    @Benchmark
    public void products(Work work) {
        work.steps += 1 / matrixProductsOfAStep;
        torch.mm(matrix, matrix).close();
    }

    private Draw next() {
        position = (position + 1) % minibatches.perEpoch();
        return order.draw(position);
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        matrix.close();
        Networks.close(network);
    }
}
