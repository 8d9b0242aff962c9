package org.skipsweep.models.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains in the calling thread, one minibatch after the other. */
public final class LocalFitter implements EpochFitter {
    private final StagingArrays arrays = new StagingArrays();

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        Minibatches.Epoch order = minibatches.epoch(epoch);
        double sum = 0;
        for (int i = 0; i < minibatches.perEpoch(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            network.fit(order.minibatch(i, arrays));
            double loss = network.score();
            if (!Double.isFinite(loss)) {
                throw new NonFiniteLossException(epoch, order.step(i), loss);
            }
            sum += loss;
        }
        return sum / minibatches.perEpoch();
    }
}
