package org.skipsweep.models.train.replica;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.TrainedSteps;

/**
 * A copy of a trial's network, built and compiled once, that trains one share after the other. Not safe for use by several
 * threads at once.
 */
public final class Replica implements AutoCloseable {
    private final MultiLayerNetwork network;
    private final Minibatches minibatches;
    private final LocalFitter fitter;

    /**
     * @param spec the trial
     * @param examples what it trains on
     * @param device where to compute
     */
    public Replica(TrialSpec spec, Examples examples, Device device) {
        this.network = Networks.of(spec, examples.shape());
        this.minibatches = new Minibatches(spec, examples);
        this.fitter = new LocalFitter(device);
    }

    /**
     * A trained share.
     *
     * @param end the state after it
     * @param steps how it went
     */
    public record Trained(ModelState end, TrainedSteps steps) implements Serializable {}

    /** Where it computes. */
    public Device device() {
        return fitter.device();
    }

    /**
     * Trains a share from a state; what was trained before leaves no trace.
     *
     * @throws NonFiniteLossException at the first step whose loss is not finite
     * @throws InterruptedException if the thread was interrupted between two steps
     */
    public Trained train(ModelState start, Share share) throws InterruptedException {
        start.copyTo(network);
        Networks.setLearningRate(network, share.learningRate());
        network.setIterationCount(share.stepsBefore());
        int[] positions = share.positions().stream().mapToInt(Integer::intValue).toArray();
        TrainedSteps steps = fitter.fit(network, minibatches, share.epoch(), positions);
        return new Trained(ModelState.of(network), steps);
    }

    @Override
    public void close() {
        Networks.close(network);
    }
}
