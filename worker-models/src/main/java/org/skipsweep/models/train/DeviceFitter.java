package org.skipsweep.models.train;

import java.util.IdentityHashMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.engine.libtorch.LibtorchTraining;

/**
 * Trains in the calling thread where the engine computes: parameters and Adam's state go to the device before an epoch and
 * come back after it, so checkpoints, averaging and evaluation find them where they always are. The numbers are those of
 * {@link LocalFitter} to rounding.
 */
public final class DeviceFitter implements EpochFitter {
    private final StagingArrays arrays = new StagingArrays();
    /** Of the network that was trained last. */
    private final IdentityHashMap<MultiLayerNetwork, LibtorchTraining> trainings = new IdentityHashMap<>();

    /**
     * {@inheritDoc}
     *
     * <p>A loss that is not finite is noticed at the end of the epoch; the network is left as it was before it.
     *
     * @throws IllegalArgumentException if the network's engine is not libtorch
     */
    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        ObjectiveLayerRuntime objective = Networks.objective(network);
        LibtorchTraining training = training(network);
        Minibatches.Epoch order = minibatches.epoch(epoch);
        int steps = minibatches.perEpoch();
        long before = network.getIterationCount();
        training.load();
        for (int i = 0; i < steps; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            DataSet minibatch = order.minibatch(i, arrays);
            training.step(objective.inputs(minibatch.getFeatures(), minibatch.getLabels()), before + i + 1);
        }
        LibtorchTraining.Outcome outcome = training.outcome();
        if (outcome.finiteSteps() < steps) {
            throw new NonFiniteLossException(epoch, order.step((int) outcome.finiteSteps()), outcome.lossSum());
        }
        training.store();
        network.setIterationCount((int) before + steps);
        return outcome.lossSum() / steps;
    }

    private LibtorchTraining training(MultiLayerNetwork network) {
        if (!trainings.containsKey(network)) {
            trainings.values().forEach(LibtorchTraining::close);
            trainings.clear();
            trainings.put(network, Networks.deviceTraining(network));
        }
        return trainings.get(network);
    }
}
