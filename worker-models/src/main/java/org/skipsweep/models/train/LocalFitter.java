package org.skipsweep.models.train;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.engine.ResidentTraining;

/**
 * Trains in the calling thread, one minibatch after the other: step by step through Deeplearning4j, or, if the network's
 * engine computes on a device with memory of its own, there ({@link ResidentFitter}). Use one for each trial.
 */
public final class LocalFitter implements EpochFitter, AutoCloseable {
    private final StagingArrays arrays = new StagingArrays();
    /** Null before the first epoch. */
    private Optional<ResidentTraining> resident;

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        if (resident == null) {
            resident = Networks.objective(network).resident();
        }
        return resident.isPresent()
                ? new ResidentFitter(resident.get(), arrays).fit(network, minibatches, epoch)
                : stepwise(network, minibatches, epoch);
    }

    private double stepwise(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
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

    /** Releases what the engine holds on its device. */
    @Override
    public void close() {
        if (resident != null) {
            resident.ifPresent(ResidentTraining::close);
            resident = null;
        }
    }
}
