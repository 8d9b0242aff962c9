package org.skipsweep.models.study;

import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/**
 * The multilayer perceptron of the classification study (model spec B.6): hidden layers of 1024 rectified units, each
 * followed by dropout of one half, and a softmax; Adam at 1e-3, minibatches of 100. The epoch with the best validation
 * accuracy is the one that is tested.
 *
 * @param hiddenLayers hidden layers, at least 1
 * @param epochs passes over the training set, at least 1
 * @param engine who computes
 * @param draws the only source of randomness: equal draws and features give equal scores on the same kind of machine
 */
public record Classifier(int hiddenLayers, int epochs, Engine engine, Draws draws) {
    /** Width of the hidden layers. */
    public static final int HIDDEN_UNITS = 1024;

    private static final int BATCH = 100;
    private static final double LEARNING_RATE = 1e-3;

    /** @throws IllegalArgumentException if a size is below 1 */
    public Classifier {
        if (hiddenLayers < 1 || epochs < 1) {
            throw new IllegalArgumentException("a classifier needs at least one hidden layer and one epoch but has "
                    + hiddenLayers + " and " + epochs);
        }
    }

    /**
     * Trains, selects the epoch on {@code validation}, the first of equals, and tests once.
     *
     * @param progress told how many epochs are done, after each
     * @throws IllegalArgumentException if the sets differ in the size of their feature vectors
     * @throws InterruptedException if the thread was interrupted
     */
    public ClassifierScore score(
            LabelledFeatures train, LabelledFeatures validation, LabelledFeatures test, IntConsumer progress)
            throws InterruptedException {
        int dimensions = train.dimensions();
        if (validation.dimensions() != dimensions || test.dimensions() != dimensions) {
            throw new IllegalArgumentException("feature vectors of " + dimensions + ", " + validation.dimensions()
                    + " and " + test.dimensions() + " dimensions; expected one size");
        }
        int classes = Math.max(train.classes(), Math.max(validation.classes(), test.classes()));
        ClassifierGraph graph = new ClassifierGraph(hiddenLayers, HIDDEN_UNITS, dimensions, classes);
        try (ClassifierNetwork network = new ClassifierNetwork(
                graph, engine, LEARNING_RATE, draws.of(Purpose.CLASSIFIER_INITIALIZATION, hiddenLayers))) {
            return score(network, train, validation, test, progress);
        }
    }

    private ClassifierScore score(
            ClassifierNetwork network,
            LabelledFeatures train,
            LabelledFeatures validation,
            LabelledFeatures test,
            IntConsumer progress)
            throws InterruptedException {
        INDArray best = network.parameters();
        int bestEpoch = 0;
        double bestAccuracy = -1;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            fit(network, train, epoch);
            double accuracy = network.accuracy(validation);
            if (accuracy > bestAccuracy) {
                bestAccuracy = accuracy;
                bestEpoch = epoch;
                best = network.parameters();
            }
            progress.accept(epoch);
        }
        network.restore(best);
        return new ClassifierScore(hiddenLayers, epochs, bestEpoch, bestAccuracy, network.accuracy(test));
    }

    private void fit(ClassifierNetwork network, LabelledFeatures train, int epoch) throws InterruptedException {
        int[] order = Shuffle.of(train.size(), draws.of(Purpose.CLASSIFIER_ORDER, epoch));
        int steps = (order.length + BATCH - 1) / BATCH;
        for (int i = 0; i < steps; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("a classifier was interrupted in epoch " + epoch);
            }
            long step = (epoch - 1L) * steps + i + 1;
            int count = Math.min(BATCH, order.length - i * BATCH);
            network.fit(train.batch(order, i * BATCH, count), draws.of(Purpose.CLASSIFIER_DROPOUT, step));
        }
    }
}
