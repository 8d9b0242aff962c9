package org.skipsweep.models.benchmark;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.strokes.StrokeDigits;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Training images per second of the largest model of Table 2 (SKIP-VAE, D = 20) through the trainer: data feeding, loss,
 * gradient, clipping and update. Run with OMP_NUM_THREADS=1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(1)
public class ImageTrainingBenchmark {
    private static final int BATCH = 50;
    private static final int IMAGES = 2 * BATCH;

    @Param("9")
    private int layers;

    @Param({"false", "true"})
    private boolean skip;

    @Param("ND4J")
    private EngineKind engine;

    private Minibatches minibatches;
    private MultiLayerNetwork network;
    private int epoch;

    /** A fresh network. */
    @Setup
    public void build() {
        TrialSpec spec = ImageTrials.of(
                        new DataSpec(Dataset.STROKES, Binarization.NONE, IMAGES, 1, 2),
                        new ModelSpec(ModelFamily.IMAGE_VAE, 20, layers, skip, false, 512),
                        ImageTrials.adam(100, BATCH, 1e-3, 5, 0, 1))
                .with(ExecutionKeys.ENGINE, engine);
        ImageSet images = StrokeDigits.published().images(Part.TRAIN, IMAGES);
        minibatches = new Minibatches(spec, images);
        network = Networks.of(spec, images.pixelsPerImage());
    }

    /** An epoch of two minibatches. */
    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public double trainer() throws InterruptedException {
        return new LocalFitter().fit(network, minibatches, ++epoch).meanLoss();
    }
}
