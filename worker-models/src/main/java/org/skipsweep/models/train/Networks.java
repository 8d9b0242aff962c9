package org.skipsweep.models.train;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;

/** The Deeplearning4j network of a trial. */
public final class Networks {
    private Networks() {}

    /** An initialised network in single precision, with the trial's update rule (model spec B.2). */
    public static MultiLayerNetwork of(TrialSpec spec, DataShape shape) {
        return of(spec, shape, updater(spec.optimization()), DataType.FLOAT);
    }

    /** The same for images of so many pixels. */
    public static MultiLayerNetwork of(TrialSpec spec, int pixels) {
        return of(spec, new DataShape.Images(pixels));
    }

    /** An initialised network with any update rule, in any precision. */
    static MultiLayerNetwork of(TrialSpec spec, DataShape shape, IUpdater updater, DataType dataType) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, shape, updater, dataType));
        network.init();
        return network;
    }

    private static IUpdater updater(OptimizationSpec optimization) {
        double learningRate = optimization.learningRate();
        return optimization.updateRule() instanceof UpdateRule.Adam adam
                ? adam(adam, learningRate)
                : new Sgd(learningRate);
    }

    /** Deeplearning4j's configuration of Adam. */
    public static Adam adam(UpdateRule.Adam rule, double learningRate) {
        return new Adam(learningRate, rule.beta1(), rule.beta2(), rule.epsilon());
    }

    /** The step size of a network's update rule. */
    public static double learningRate(MultiLayerNetwork network) {
        return updater(network).getLearningRate(0, 0);
    }

    /** Makes {@code rate} the step size from now on. */
    public static void setLearningRate(MultiLayerNetwork network, double rate) {
        if (rate != learningRate(network)) {
            updater(network).setLrAndSchedule(rate, null);
            updaterOf(network)
                    .getUpdaterBlocks()
                    .forEach(block -> block.getGradientUpdater().getConfig().setLrAndSchedule(rate, null));
        }
    }

    /** The configuration of its update rule. */
    static IUpdater updater(MultiLayerNetwork network) {
        return objective(network).layerConf().getUpdater();
    }

    private static BaseMultiLayerUpdater<?> updaterOf(MultiLayerNetwork network) {
        return (BaseMultiLayerUpdater<?>) network.getUpdater();
    }

    /** The update rule's state as Deeplearning4j lays it out; empty if it has none. */
    public static INDArray updaterState(MultiLayerNetwork network) {
        INDArray state = network.getUpdater().getStateViewArray();
        return state == null ? Nd4j.empty(DataType.FLOAT) : state;
    }

    /** The configuration of a network that has not trained. */
    static MultiLayerConfiguration configuration(TrialSpec spec, DataShape shape, IUpdater updater, DataType dataType) {
        // The objective is a mean over the minibatch already; miniBatch(true) would divide the step once more.
        return new NeuralNetConfiguration.Builder()
                .seed(spec.seed())
                .dataType(dataType)
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list()
                .layer(ObjectiveLayer.of(spec, shape, updater))
                .build();
    }

    static ObjectiveLayerRuntime objective(MultiLayerNetwork network) {
        return (ObjectiveLayerRuntime) network.getOutputLayer();
    }

    /**
     * Where a network's objective is at work.
     *
     * @param device where to compute, if that was not decided before
     */
    static ObjectiveLayerRuntime.Workplace workplace(MultiLayerNetwork network, Device device) {
        // Deeplearning4j's updater makes the flat memory of gradients, which the objective writes into.
        network.getUpdater(true);
        if (network.getFlattenedGradients() == null) {
            network.initGradientsView();
        }
        return objective(network).workOn(device, new NetworkUpdater(network));
    }

    /** Frees a network's memory and all that was compiled for it; it is of no use afterwards. */
    public static void close(MultiLayerNetwork network) {
        objective(network).leaveWork();
        network.close();
    }
}
