package org.skipsweep.models.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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
import org.openjdk.jmh.annotations.Warmup;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
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
 * Training images per second, counted as {@code imageCount}, on grey images binarised at every minibatch, of the model of
 * Table 3 (n = 2, D = 50, width 512) unless told otherwise; run with OMP_NUM_THREADS=1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TrainingBenchmark {
    private static final int SIDE = 28;

    /** Images of an epoch, a multiple of the batch; {@code trainer} and {@code feeding} go through them all at each call. */
    @Param("5000")
    private int images;

    @Param({"50", "500"})
    private int batch;

    @Param("true")
    private boolean skip;

    /** Engine and precision, such as {@code libtorch bf16}. */
    @Param({"nd4j fp32", "libtorch fp32", "libtorch bf16"})
    private String engine;

    /** {@code mlp-vae} with two layers and D = 50, or {@code image-vae} with nine and D = 20. */
    @Param("mlp-vae")
    private String model;

    /** What the benchmarks count, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Throughput {
        /** Images trained on. */
        public long imageCount;
    }

    private Minibatches minibatches;
    private MultiLayerNetwork network;
    private int epoch;

    private Evaluator evaluator;
    private LossGraph graph;
    private Map<String, INDArray> gradients;
    private Map<String, INDArray> inputs;
    private List<String> outputs;

    /** A fresh network, and the same model without one. */
    @Setup
    public void build() {
        ModelFamily family = Choice.of(ModelFamily.class, model);
        boolean maps = family == ModelFamily.IMAGE_VAE;
        ModelSpec modelSpec = new ModelSpec(family, maps ? 20 : 50, maps ? 9 : 2, skip, false, 512);
        EngineKind kind = Choice.of(EngineKind.class, engine.substring(0, engine.indexOf(' ')));
        Precision precision = Choice.of(Precision.class, engine.substring(engine.indexOf(' ') + 1));
        TrialSpec spec = new TrialSpec(
                new DataSpec(Dataset.MNIST, Binarization.DYNAMIC, images, 1000, 1000),
                modelSpec,
                new OptimizationSpec(100, batch, 1e-3, 5, 10, 0.1),
                kind,
                precision,
                AveragingSpec.NONE,
                1);
        minibatches = new Minibatches(spec, greyImages());
        network = Networks.of(spec, SIDE * SIDE);

        graph = Elbo.graph(
                maps ? ImageVae.of(modelSpec, SIDE * SIDE) : MlpVae.of(modelSpec, SIDE * SIDE),
                DataType.FLOAT,
                Phase.TRAINING);
        gradients = new LinkedHashMap<>();
        graph.trainable().forEach(parameter -> gradients.put(parameter.name(), Nd4j.zeros(parameter.dimensions())));
        evaluator = Engines.of(kind, precision, new Device.Cpu())
                .compile(graph, network.getOutputLayer().paramTable());
        outputs = Stream.concat(Stream.of(graph.loss()), graph.nextStatistics().values().stream())
                .toList();
        DataSet minibatch = minibatches.epoch(1).minibatch(0);
        INDArray labels = minibatch.getLabels();
        inputs = Map.of(
                Elbo.OBSERVATIONS, minibatch.getFeatures(),
                Elbo.NOISE, labels.get(NDArrayIndex.all(), NDArrayIndex.interval(0, modelSpec.latentDim())),
                Elbo.KL_WEIGHT,
                        labels.get(
                                NDArrayIndex.all(),
                                NDArrayIndex.interval(modelSpec.latentDim(), modelSpec.latentDim() + 1)));
    }

    /** Data feeding, loss, gradient, clipping and update. */
    @Benchmark
    public double trainer(Throughput throughput) throws InterruptedException {
        throughput.imageCount += images;
        return new LocalFitter().fit(network, minibatches, ++epoch).meanLoss();
    }

    /** Data feeding alone. */
    @Benchmark
    public void feeding(Throughput throughput) {
        throughput.imageCount += images;
        Minibatches.Epoch order = minibatches.epoch(++epoch);
        for (int i = 0; i < minibatches.perEpoch(); i++) {
            DataSet minibatch = order.minibatch(i);
            minibatch.getFeatures().close();
            minibatch.getLabels().close();
        }
    }

    /** Loss and gradient alone, of the same minibatch again and again. */
    @Benchmark
    public void engine(Throughput throughput) {
        throughput.imageCount += batch;
        evaluator.gradient(inputs, gradients, outputs);
    }

    /** Images like MNIST's: four pixels in five are black, some of the others grey. */
    private ImageSet greyImages() {
        RandomGenerator random = new Draws(1).of(Purpose.BINARIZATION, 0);
        byte[] pixels = new byte[images * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(5) == 0 ? (byte) random.nextInt(256) : 0;
        }
        return new ImageSet(SIDE, SIDE, PixelKind.GREY, pixels, new byte[0]);
    }
}
