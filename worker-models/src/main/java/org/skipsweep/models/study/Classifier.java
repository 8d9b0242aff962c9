package org.skipsweep.models.study;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
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
 * @param draws the only source of randomness: equal draws and features give equal scores on the same kind of machine
 */
public record Classifier(int hiddenLayers, int epochs, Draws draws) {
    /** Width of the hidden layers. */
    public static final int HIDDEN_UNITS = 1024;

    private static final int BATCH = 100;
    private static final int EVALUATION_BATCH = 1000;
    private static final double KEPT = 0.5;
    private static final double LEARNING_RATE = 1e-3;

    /** @throws IllegalArgumentException if a size is below 1 */
    public Classifier {
        if (hiddenLayers < 1 || epochs < 1) {
            throw new IllegalArgumentException("a classifier needs at least one hidden layer and one epoch but has "
                    + hiddenLayers + " and " + epochs);
        }
    }

    /**
     * Trains, selects the epoch on {@code validation} and tests once.
     *
     * @throws IllegalArgumentException if the sets differ in the size of their feature vectors
     * @throws InterruptedException if the thread was interrupted
     */
    public ClassifierScore score(LabelledFeatures train, LabelledFeatures validation, LabelledFeatures test)
            throws InterruptedException {
        int dimensions = train.dimensions();
        if (validation.dimensions() != dimensions || test.dimensions() != dimensions) {
            throw new IllegalArgumentException("feature vectors of " + dimensions + ", " + validation.dimensions()
                    + " and " + test.dimensions() + " dimensions; expected one size");
        }
        int classes = Math.max(train.classes(), Math.max(validation.classes(), test.classes()));
        MultiLayerNetwork network = network(dimensions, classes);
        INDArray best = network.params().dup();
        int bestEpoch = 0;
        double bestAccuracy = -1;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            fit(network, train, classes, epoch);
            double accuracy = accuracy(network, validation);
            if (accuracy > bestAccuracy) {
                bestAccuracy = accuracy;
                bestEpoch = epoch;
                best.assign(network.params());
            }
        }
        network.params().assign(best);
        return new ClassifierScore(hiddenLayers, epochs, bestEpoch, bestAccuracy, accuracy(network, test));
    }

    private MultiLayerNetwork network(int dimensions, int classes) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(draws.of(Purpose.CLASSIFIER_INITIALIZATION, hiddenLayers).nextLong())
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(LEARNING_RATE))
                .list();
        // Deeplearning4j drops out the inputs of a layer; features are never dropped.
        for (int i = 0; i < hiddenLayers; i++) {
            DenseLayer.Builder layer = new DenseLayer.Builder()
                    .nIn(i == 0 ? dimensions : HIDDEN_UNITS)
                    .nOut(HIDDEN_UNITS)
                    .activation(Activation.RELU);
            layers.layer(i == 0 ? layer.build() : layer.dropOut(KEPT).build());
        }
        MultiLayerNetwork network = new MultiLayerNetwork(layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(HIDDEN_UNITS)
                        .nOut(classes)
                        .weightInit(WeightInit.XAVIER)
                        .activation(Activation.SOFTMAX)
                        .dropOut(KEPT)
                        .build())
                .build());
        network.init();
        return network;
    }

    private void fit(MultiLayerNetwork network, LabelledFeatures train, int classes, int epoch)
            throws InterruptedException {
        int[] order = Shuffle.of(train.size(), draws.of(Purpose.CLASSIFIER_ORDER, epoch));
        Nd4j.getRandom().setSeed(draws.of(Purpose.CLASSIFIER_DROPOUT, epoch).nextLong());
        for (int from = 0; from < order.length; from += BATCH) {
            if (Thread.interrupted()) {
                throw new InterruptedException("a classifier was interrupted in epoch " + epoch);
            }
            int count = Math.min(BATCH, order.length - from);
            float[][] features = new float[count][];
            float[][] targets = new float[count][classes];
            for (int i = 0; i < count; i++) {
                int example = order[from + i];
                features[i] = train.features()[example];
                targets[i][train.labels()[example]] = 1;
            }
            try (INDArray x = Nd4j.createFromArray(features);
                    INDArray y = Nd4j.createFromArray(targets)) {
                network.fit(x, y);
            }
        }
    }

    private static double accuracy(MultiLayerNetwork network, LabelledFeatures examples) {
        int correct = 0;
        for (int from = 0; from < examples.size(); from += EVALUATION_BATCH) {
            int to = Math.min(examples.size(), from + EVALUATION_BATCH);
            try (INDArray x = Nd4j.createFromArray(Arrays.copyOfRange(examples.features(), from, to))) {
                int[] predicted = network.predict(x);
                for (int i = from; i < to; i++) {
                    correct += predicted[i - from] == examples.labels()[i] ? 1 : 0;
                }
            }
        }
        return correct / (double) examples.size();
    }
}
