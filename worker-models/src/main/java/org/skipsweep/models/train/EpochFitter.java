package org.skipsweep.models.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.trial.result.TrainedSteps;

/** Trains a network for an epoch: on this executor, or on several with parameter averaging. */
public interface EpochFitter {
    /**
     * Trains on every minibatch of an epoch.
     *
     * @param network trained in place
     * @param minibatches the epoch's minibatches are {@code minibatches.epoch(epoch)}
     * @param epoch counted from 1
     * @return the epoch's steps, in the order of its minibatches
     * @throws NonFiniteLossException at the first step whose loss is not finite
     * @throws InterruptedException if the thread was interrupted between two steps
     */
    TrainedSteps fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException;

    /** Where to compute what is computed on this executor. */
    default Device device() {
        return new Device.Cpu();
    }
}
