package org.skipsweep.models.train;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;

/** The Deeplearning4j network of a trial. */
public final class Networks {
    /** Before the name of a parameter of the network's one layer. */
    private static final String LAYER = "0_";

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
        UpdateRule rule = optimization.updateRule();
        return rule instanceof UpdateRule.Sgd
                ? new Sgd(optimization.learningRate())
                : new VectorAdam(optimization.learningRate());
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

    private static IUpdater updater(MultiLayerNetwork network) {
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
        return objective(network).workOn(device, () -> step(network));
    }

    /** Frees a network's memory and all that was compiled for it; it is of no use afterwards. */
    public static void close(MultiLayerNetwork network) {
        objective(network).leaveWork();
        network.close();
    }

    /** A step along the gradient in the network's own memory, by the rule, step size and clip of its configuration. */
    private static void step(MultiLayerNetwork network) {
        soleAdam(network).ifPresentOrElse(adam -> step(network, adam), () -> generalStep(network));
    }

    /** The updater of all parameters, if it is one, and its loops reach them. */
    static Optional<VectorAdam.Updater> soleAdam(MultiLayerNetwork network) {
        List<UpdaterBlock> blocks = updaterOf(network).getUpdaterBlocks();
        return blocks.size() == 1
                        && blocks.get(0).getGradientUpdater() instanceof VectorAdam.Updater adam
                        && FloatMemory.reaches(network.getFlattenedGradients())
                ? Optional.of(adam)
                : Optional.empty();
    }

    /**
     * {@link #generalStep} but for how the norm is added up: the gradient clipped, Adam, and the parameters less what it says, in one
     * pass over memory in place of three and without a view for every parameter.
     */
    private static void step(MultiLayerNetwork network, VectorAdam.Updater adam) {
        INDArray gradient = network.getFlattenedGradients();
        adam.step(
                FloatMemory.of(network.params()),
                FloatMemory.of(gradient),
                objective(network).layerConf().getGradientNormalizationThreshold(),
                network.getIterationCount(),
                network.getEpochCount());
    }

    /** A step with any update rule, anywhere. */
    static void generalStep(MultiLayerNetwork network) {
        Gradient gradient = new DefaultGradient(network.getFlattenedGradients());
        objective(network)
                .gradient()
                .gradientForVariable()
                .forEach((name, part) -> gradient.setGradientFor(LAYER + name, part));
        network.getUpdater()
                .update(
                        network,
                        gradient,
                        network.getIterationCount(),
                        network.getEpochCount(),
                        1,
                        LayerWorkspaceMgr.noWorkspacesImmutable());
        INDArray parameters = network.params();
        parameters.subi(network.getFlattenedGradients().reshape(parameters.shape()));
    }
}
