package org.skipsweep.models.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdamUpdater;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.InputArrays;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.train.AdamLoop;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * A classifier with its parameters, in single precision: an engine computes gradients, Adam makes the steps.
 * Not safe for use by several threads at once.
 */
final class ClassifierNetwork implements AutoCloseable {
    private static final int EVALUATION_BATCH = 500;

    private final ClassifierGraph graph;
    private final double learningRate;
    private final INDArray parameters;
    private final INDArray gradient;
    private final INDArray state;
    private final ParameterMemory memory;
    private final LossGraph training;
    private final Evaluator trainer;
    private final Evaluator classifier;
    private final InputArrays arrays = new InputArrays(DataType.FLOAT);
    /** Made so far. */
    private int steps;

    /**
     * @param initialization consumed by the initial values
     * @param learningRate Adam's step size
     */
    ClassifierNetwork(ClassifierGraph graph, Engine engine, double learningRate, RandomGenerator initialization) {
        this.graph = graph;
        this.learningRate = learningRate;
        this.parameters = Nd4j.createFromArray(graph.initialValues(initialization));
        this.gradient = Nd4j.zeros(DataType.FLOAT, parameters.length());
        this.state = Nd4j.zeros(DataType.FLOAT, 2 * parameters.length());
        this.memory = engine.memory(new HostMemory(parts(parameters), new HostVector(parts(gradient)), updater()));
        memory.load(state);
        this.training = graph.training(DataType.FLOAT);
        this.trainer = engine.compile(training, memory);
        this.classifier = engine.compile(graph.evaluation(DataType.FLOAT), memory);
    }

    private HostMemory.Updater updater() {
        if (FloatMemory.reaches(parameters)) {
            return new AdamLoop(parameters, gradient);
        }
        AdamUpdater adam = new AdamUpdater(Networks.adam(UpdateRule.Adam.USUAL, learningRate));
        adam.setStateViewArray(state, gradient.shape(), 'c', true);
        return (adamRule, rate, clip, step) -> {
            adam.applyUpdater(gradient, (int) step - 1, 0);
            parameters.subi(gradient);
        };
    }

    /** The parameters' places in a flat array. */
    private Map<String, INDArray> parts(INDArray flat) {
        Map<String, INDArray> parts = new LinkedHashMap<>();
        long from = 0;
        for (ParameterShape parameter : graph.parameters()) {
            long to = from + parameter.length();
            parts.put(
                    parameter.name(), flat.get(NDArrayIndex.interval(from, to)).reshape('c', parameter.dimensions()));
            from = to;
        }
        return parts;
    }

    /**
     * A training step.
     *
     * @param examples feature vectors and, as tokens, labels
     * @param masks consumed by the dropout masks
     */
    void fit(Batch examples, RandomGenerator masks) {
        Map<String, INDArray> inputs = arrays.fill(training.inputs(), new Draw(examples, 0, Noise.of(masks)));
        trainer.gradient(inputs, memory.gradient(), Map.of(), List.of());
        steps++;
        memory.update(UpdateRule.Adam.USUAL, learningRate, Double.POSITIVE_INFINITY, steps);
    }

    /** Share of the examples that get the highest logit at their label, 0 to 1. */
    double accuracy(LabelledFeatures examples) {
        int[] order = IntStream.range(0, examples.size()).toArray();
        int correct = 0;
        for (int from = 0; from < examples.size(); from += EVALUATION_BATCH) {
            int count = Math.min(EVALUATION_BATCH, examples.size() - from);
            int[] predicted = classes(examples.batch(order, from, count));
            for (int i = 0; i < count; i++) {
                correct += predicted[i] == examples.labels()[from + i] ? 1 : 0;
            }
        }
        return correct / (double) examples.size();
    }

    private int[] classes(Batch examples) {
        INDArray features = arrays.holding(graph.features(), examples.size(), examples.reals());
        return classifier
                .evaluate(Map.of(graph.features().name(), features), List.of(ClassifierGraph.LOGITS))
                .get(ClassifierGraph.LOGITS)
                .argMax(1)
                .toIntVector();
    }

    /** A copy of all parameters. */
    INDArray parameters() {
        memory.store(state);
        return parameters.dup();
    }

    /** Takes over parameters that {@link #parameters} gave. */
    void restore(INDArray saved) {
        parameters.assign(saved);
        memory.load(state);
    }

    @Override
    public void close() {
        trainer.close();
        classifier.close();
        memory.close();
        arrays.close();
    }
}
