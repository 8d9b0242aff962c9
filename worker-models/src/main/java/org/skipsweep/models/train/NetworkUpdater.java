package org.skipsweep.models.train;

import java.util.Optional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Steps of a network in its own memory: Adam in single precision by {@link AdamLoop}, any other rule, anywhere, by
 * Deeplearning4j's updater.
 */
final class NetworkUpdater implements HostMemory.Updater {
    /** Before the name of a parameter of the network's one layer. */
    private static final String LAYER = "0_";

    private final MultiLayerNetwork network;
    private Optional<AdamLoop> adam = Optional.empty();

    NetworkUpdater(MultiLayerNetwork network) {
        this.network = network;
    }

    @Override
    public void load(INDArray state) {
        boolean looped = Networks.updater(network) instanceof Adam && FloatMemory.reaches(network.params());
        adam = looped ? Optional.of(new AdamLoop(network.params(), network.getFlattenedGradients())) : Optional.empty();
        adam.ifPresent(loop -> loop.load(state));
    }

    @Override
    public void store(INDArray state) {
        adam.ifPresent(loop -> loop.store(state));
    }

    @Override
    public void step(UpdateRule rule, double rate, double clip, long step) {
        adam.ifPresentOrElse(loop -> loop.step(rule, rate, clip, step), () -> step(network));
    }

    /** A step of Deeplearning4j's, by the rule, step size, clip and number of steps that the network holds. */
    static void step(MultiLayerNetwork network) {
        Gradient gradient = new DefaultGradient(network.getFlattenedGradients());
        Networks.objective(network)
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
