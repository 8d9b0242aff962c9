package org.skipsweep.models.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Trains in the calling thread, one minibatch after the other. */
public final class LocalFitter implements EpochFitter {

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        Minibatches.Epoch order = minibatches.epoch(epoch);
        double sum = 0;
        for (int i = 0; i < minibatches.perEpoch(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            DataSet minibatch = order.minibatch(i);
            network.fit(minibatch);
            minibatch.getFeatures().close();
            minibatch.getLabels().close();
            double loss = network.score();
            if (!Double.isFinite(loss)) {
                throw new NonFiniteLossException(epoch, order.step(i), loss);
            }
            sum += loss;
        }
        return sum / minibatches.perEpoch();
    }
}
