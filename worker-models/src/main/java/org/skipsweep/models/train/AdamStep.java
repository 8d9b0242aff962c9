package org.skipsweep.models.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step of Deeplearning4j with {@link VectorAdam}, to the last bit: the gradient clipped to the layer's threshold, Adam, and the
 * parameters less what it says, in one pass over memory in place of three and without a view for every parameter.
 */
final class AdamStep {
    private final MultiLayerNetwork network;
    private final VectorAdam.Updater adam;

    private AdamStep(MultiLayerNetwork network, VectorAdam.Updater adam) {
        this.network = network;
        this.adam = adam;
    }

    /** The step of a network, if all its parameters are of one such updater and lie in the memory of the processor. */
    static Optional<AdamStep> of(MultiLayerNetwork network) {
        List<UpdaterBlock> blocks = ((BaseMultiLayerUpdater<?>) network.getUpdater()).getUpdaterBlocks();
        return blocks.size() == 1
                        && blocks.get(0).getGradientUpdater() instanceof VectorAdam.Updater adam
                        && VectorAdam.applies(network.getFlattenedGradients())
                ? Optional.of(new AdamStep(network, adam))
                : Optional.empty();
    }

    /** Steps along the network's own gradient, whose memory is not touched. */
    void make() {
        INDArray gradient = network.getFlattenedGradients();
        double norm = gradient.norm2Number().doubleValue();
        double threshold = Networks.objective(network).layerConf().getGradientNormalizationThreshold();
        float scale = norm > threshold ? (float) (threshold / norm) : 1;
        FloatBuffer parameters = VectorAdam.memory(network.params());
        adam.step(parameters, VectorAdam.memory(gradient), scale, network.getIterationCount(), network.getEpochCount());
    }
}
