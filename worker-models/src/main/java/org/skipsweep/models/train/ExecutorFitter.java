package org.skipsweep.models.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;

/** Trains on this executor: on its GPU if the network's engine uses one, else on its processor. */
public final class ExecutorFitter implements EpochFitter {
    private final EpochFitter onProcessor = new LocalFitter();
    private final EpochFitter onGpu = new DeviceFitter();

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        boolean gpu = Networks.objective(network).engine() instanceof LibtorchEngine engine
                && engine.device() instanceof Device.Cuda;
        return (gpu ? onGpu : onProcessor).fit(network, minibatches, epoch);
    }
}
