package org.skipsweep.models.train;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.benchmark.SquareProduct;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.text.CorpusCounts;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.RecordingEngine;
import org.skipsweep.models.engine.libtorch.StepCalls;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** A network at work on examples drawn at random, and the parts that a step of its training consists of. */
final class BenchmarkedTraining implements AutoCloseable {
    private static final int SIDE = 28;
    private static final int WORDS = 79;
    private static final int VOCABULARY = 5000;

    private final MultiLayerNetwork network;
    private final Minibatches minibatches;
    private final ObjectiveLayerRuntime.Workplace workplace;
    private final Minibatches.Epoch order;
    private final Objective objective;
    private final Precision precision;
    private final SquareProduct square;
    private final double operationsOfAStep;
    private StepCalls calls;
    private int position;
    private int epoch;
    private long step;

    /**
     * @param model {@code mlp-vae} with two layers and D = 50 or {@code image-vae} with nine and D = 20, both with skips;
     *     {@code lstm-lm}, or {@code skip-sa-vae} with D = 32 and ten steps of refinement, both with 256 units and 5,000 words
     * @param engine with its precision, such as {@code libtorch bf16}
     * @param batch examples of a minibatch
     * @param size examples of an epoch, a multiple of {@code batch}
     */
    BenchmarkedTraining(String model, String engine, int batch, int size) {
        int blank = engine.indexOf(' ');
        Map<String, Object> values = settings(model);
        values.putAll(Map.of(
                "engine", engine.substring(0, blank), "precision", engine.substring(blank + 1), "batch-size", batch));
        TrialSpec spec = TrialKeys.completed(values);
        Examples examples = model.endsWith("lm") || model.contains("sa-") ? sentences(size) : images(size);
        minibatches = new Minibatches(spec, examples);
        network = Networks.of(spec, examples.shape());
        workplace = Networks.workplace(network, new Device.Cpu());
        workplace.memory().load(Networks.updaterState(network));
        order = minibatches.epoch(1);
        objective = Networks.objective(network).objective();
        precision = spec.precision();
        operationsOfAStep =
                2.0 * batch * objective.size().multiplyAdds() * objective.size().stepPasses();
        square = new SquareProduct(precision);
    }

    private static Map<String, Object> settings(String model) {
        Map<String, Object> settings = new TreeMap<>(
                switch (model) {
                    case "mlp-vae", "image-vae" -> Map.of(
                            "dataset",
                            "mnist",
                            "model",
                            model,
                            "skip",
                            true,
                            "latent-dim",
                            model.equals("mlp-vae") ? 50 : 20,
                            "decoder-layers",
                            model.equals("mlp-vae") ? 2 : 9);
                    case "lstm-lm" -> Map.of("dataset", "grammar", "model", model);
                    case "skip-sa-vae" -> Map.of(
                            "dataset",
                            "grammar",
                            "model",
                            "lstm-vae",
                            "skip",
                            true,
                            "latent-dim",
                            32,
                            "inference",
                            "semi-amortised",
                            "svi.steps",
                            10);
                    default -> throw new IllegalArgumentException(
                            "there is no model " + model + "; expected mlp-vae, image-vae, lstm-lm or skip-sa-vae");
                });
        if (settings.get("dataset").equals("grammar")) {
            settings.putAll(
                    Map.of("hidden-units", 256, "embedding-units", 256, "update-rule", "sgd", "learning-rate", 1.0));
        }
        return settings;
    }

    /** Like MNIST's: four pixels in five are black. */
    private static ImageSet images(int size) {
        RandomGenerator random = new Draws(1).of(Purpose.BINARIZATION, 0);
        byte[] pixels = new byte[size * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(5) == 0 ? (byte) random.nextInt(256) : 0;
        }
        return new ImageSet(SIDE, SIDE, PixelKind.GREY, pixels, new byte[0]);
    }

    /** All of one length, of which 80 tokens are predicted, the end among them. */
    private static SentenceSet sentences(int size) {
        RandomGenerator random = new Draws(1).of(Purpose.BINARIZATION, 0);
        int special = Vocabulary.SPECIAL.size();
        Vocabulary vocabulary = Vocabulary.of(
                IntStream.range(0, VOCABULARY).mapToObj(Integer::toString).toList(), VOCABULARY);
        int[][] sentences = IntStream.range(0, size)
                .mapToObj(unused -> random.ints(WORDS, special, VOCABULARY).toArray())
                .toArray(int[][]::new);
        return new SentenceSet(
                vocabulary, WORDS, sentences, new byte[0], new CorpusCounts(size, (long) size * WORDS, 0, 0, 0, 0));
    }

    /** Steps of an epoch. */
    int perEpoch() {
        return minibatches.perEpoch();
    }

    /** Additions and multiplications of a step, as {@code sweep plan} counts them. */
    double operationsOfAStep() {
        return operationsOfAStep;
    }

    /** The first steps of an epoch as trials make them. */
    double train(int steps) throws InterruptedException {
        return new LocalFitter()
                .fit(network, minibatches, ++epoch, IntStream.range(0, steps).toArray())
                .meanLoss();
    }

    /** Chooses, binarises and lays out the next minibatch. */
    Draw next() {
        position = (position + 1) % perEpoch();
        return order.draw(position);
    }

    /** Noise, loss and gradient. */
    double gradient(Draw draw) {
        return workplace.running().gradient(draw);
    }

    /** Clip and update rule. */
    void update() {
        workplace
                .memory()
                .update(minibatches.updateRule(), Networks.learningRate(network), minibatches.gradientClip(), ++step);
    }

    /** The calls of a kind in a gradient, by themselves. */
    void repeat(StepCalls.Kind kind) {
        if (calls == null) {
            calls = recorded();
        }
        calls.repeat(kind);
    }

    private StepCalls recorded() {
        RecordingEngine recording = new RecordingEngine(precision);
        try (Running running = objective.compile(recording, workplace.memory(), DataType.FLOAT)) {
            running.gradient(order.draw(0));
        }
        return recording.calls();
    }

    /** Multiplies a large square matrix in the engine's precision. */
    void square() {
        square.multiply();
    }

    @Override
    public void close() {
        square.close();
        Networks.close(network);
    }
}
