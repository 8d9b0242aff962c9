package org.skipsweep.models.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.ResidentTraining;

/**
 * Trains an epoch on the engine's device. Parameters and the updater's state are Deeplearning4j's before and after, so that
 * checkpoints, averaging and evaluation need not know.
 */
final class ResidentFitter implements EpochFitter {
    private final ResidentTraining training;
    private final StagingArrays arrays;

    /**
     * @param training of the network's graph
     * @param arrays carry the minibatches
     */
    ResidentFitter(ResidentTraining training, StagingArrays arrays) {
        this.training = training;
        this.arrays = arrays;
    }

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        Minibatches.Epoch order = minibatches.epoch(epoch);
        ObjectiveLayerRuntime objective = Networks.objective(network);
        ResidentTraining.State state = state(network);
        int steps = minibatches.perEpoch();
        int before = network.getIterationCount();
        training.load(state, steps);
        for (int i = 0; i < steps; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            DataSet minibatch = order.minibatch(i, arrays);
            training.step(objective.inputs(minibatch.getFeatures(), minibatch.getLabels()), (long) before + i);
        }
        double[] losses = training.store(state);
        network.getLayerWiseConfigurations().setIterationCount(before + steps);
        return mean(losses, order, epoch);
    }

    private static double mean(double[] losses, Minibatches.Epoch order, int epoch) {
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isFinite(losses[i])) {
                throw new NonFiniteLossException(epoch, order.step(i), losses[i]);
            }
            sum += losses[i];
        }
        return sum / losses.length;
    }

    /** Parameters, and Adam's moments, which Deeplearning4j keeps one after the other. */
    private static ResidentTraining.State state(MultiLayerNetwork network) {
        INDArray parameters = network.params();
        long length = parameters.length();
        INDArray moments = network.getUpdater().getStateViewArray();
        INDArray row = moments.reshape(moments.length());
        return new ResidentTraining.State(
                parameters,
                row.get(NDArrayIndex.interval(0, length)),
                row.get(NDArrayIndex.interval(length, 2 * length)));
    }
}
