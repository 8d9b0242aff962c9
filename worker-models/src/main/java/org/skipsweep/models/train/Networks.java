package org.skipsweep.models.train;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.skipsweep.models.engine.libtorch.AdamRule;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.libtorch.LibtorchTraining;
import org.skipsweep.models.engine.libtorch.TrainingMemory;
import org.skipsweep.models.trial.TrialSpec;

/** The Deeplearning4j network of a trial. */
public final class Networks {
    private Networks() {}

    /** An initialised network: Adam with betas 0.9 and 0.999 and epsilon 1e-8, in single precision (model spec B.2). */
    public static MultiLayerNetwork of(TrialSpec spec, int pixels) {
        return of(spec, pixels, new VectorAdam(spec.optimization().learningRate()), DataType.FLOAT);
    }

    static MultiLayerNetwork of(TrialSpec spec, int pixels, IUpdater updater, DataType dataType) {
        // The objective is a mean over the minibatch already; miniBatch(true) would divide the step once more.
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(spec.seed())
                .dataType(dataType)
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list()
                .layer(ObjectiveLayer.of(
                        spec.model(),
                        pixels,
                        spec.engine(),
                        spec.precision(),
                        spec.seed(),
                        updater,
                        spec.optimization().gradientClip()))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    static ObjectiveLayerRuntime objective(MultiLayerNetwork network) {
        return (ObjectiveLayerRuntime) network.getOutputLayer();
    }

    /**
     * Training of a network's parameters where its engine computes.
     *
     * @throws IllegalArgumentException if its engine is not libtorch, or its updater not Adam
     */
    static LibtorchTraining deviceTraining(MultiLayerNetwork network) {
        ObjectiveLayerRuntime objective = objective(network);
        ObjectiveLayer configuration = objective.layerConf();
        String first = objective.paramTable().keySet().iterator().next();
        if (!(objective.engine() instanceof LibtorchEngine engine)
                || !(configuration.getUpdaterByParam(first) instanceof Adam adam)) {
            throw new IllegalArgumentException(
                    "training on a device needs engine = libtorch and Adam, but the engine is "
                            + objective.engine().description());
        }
        return engine.training(
                objective.trainingGraph(),
                new TrainingMemory(
                        network.params(),
                        objective.paramTable(),
                        network.getUpdater().getStateViewArray()),
                new AdamRule(
                        adam.getLearningRate(),
                        adam.getBeta1(),
                        adam.getBeta2(),
                        adam.getEpsilon(),
                        configuration.getGradientNormalizationThreshold()));
    }
}
