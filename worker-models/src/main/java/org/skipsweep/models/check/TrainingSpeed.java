package org.skipsweep.models.check;

import java.util.OptionalLong;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.libtorch.device.DeviceMemory;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/**
 * How fast a trial's training goes on libtorch's best device, with all that a step takes: its minibatch, loss, gradient
 * and update.
 *
 * @param stepsPerSecond training steps per second
 * @param examplesPerSecond examples per second
 * @param memoryBytes what is taken where it trained, as {@link DeviceMemory} has it
 */
public record TrainingSpeed(double stepsPerSecond, double examplesPerSecond, OptionalLong memoryBytes) {
    /** Steps before the clock starts. */
    public static final int WARM_UP_STEPS = 20;

    private static final double NANOS = 1e9;

    /**
     * Trains a new network as a trial would.
     *
     * @param model what to train
     * @param precision of gradients
     * @param steps how many steps to time, at least 1
     * @throws NonFiniteLossException if the loss stops being finite
     * @throws InterruptedException if the thread was interrupted
     */
    public static TrainingSpeed measure(CheckedModel model, Precision precision, int steps)
            throws InterruptedException {
        TrialSpec spec = model.trial(precision);
        Examples warmUp = model.examples(WARM_UP_STEPS * model.batchSize());
        MultiLayerNetwork network = Networks.of(spec, warmUp.shape());
        EpochFitter fitter = new LocalFitter(LibtorchEngine.bestDevice());
        fitter.fit(network, new Minibatches(spec, warmUp), 1);
        Minibatches timed = new Minibatches(spec, model.examples(steps * model.batchSize()));
        long start = System.nanoTime();
        fitter.fit(network, timed, 2);
        double seconds = (System.nanoTime() - start) / NANOS;
        return new TrainingSpeed(
                steps / seconds, timed.images() / seconds, DeviceMemory.used(LibtorchEngine.bestDevice()));
    }
}
