package org.skipsweep.models.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.study.Classifier;
import org.skipsweep.models.study.ClassifierScore;
import org.skipsweep.models.study.LabelledFeatures;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * Epochs per second of the classification study, counted as {@code epochCount}, at its full size: 50,000 feature vectors of 50
 * dimensions, and 10,000 that are classified after every epoch. A call also initialises the classifier and tests it, so more
 * {@code epochs} come nearer to a whole study. Run with OMP_NUM_THREADS=1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ClassifierBenchmark {
    private static final int DIMENSIONS = 50;
    private static final int CLASSES = 10;

    @Param({"1", "2"})
    private int hiddenLayers;

    @Param({"ND4J", "LIBTORCH"})
    private EngineKind engine;

    @Param("3")
    private int epochs;

    @Param("50000")
    private int examples;

    /** What the benchmark counts, beside calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Throughput {
        /** Epochs trained. */
        public long epochCount;
    }

    private Classifier classifier;
    private LabelledFeatures train;
    private LabelledFeatures validation;

    /** Random features, whose label is which of the first ones is highest. */
    @Setup
    public void build() {
        Engine chosen = Engines.of(engine, Precision.FP32, new Device.Cpu());
        classifier = new Classifier(hiddenLayers, epochs, chosen, new Draws(1));
        train = features(examples, 1);
        validation = features(examples / 5, 2);
    }

    /** Epochs of training and validation, and a test. */
    @Benchmark
    public ClassifierScore score(Throughput throughput) throws InterruptedException {
        throughput.epochCount += epochs;
        return classifier.score(train, validation, validation, epoch -> {});
    }

    private static LabelledFeatures features(int size, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.FIGURE, 0);
        float[][] features = new float[size][DIMENSIONS];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                features[i][d] = (float) random.nextGaussian();
            }
            for (int d = 1; d < CLASSES; d++) {
                labels[i] = features[i][d] > features[i][labels[i]] ? d : labels[i];
            }
        }
        return new LabelledFeatures(features, labels);
    }
}
