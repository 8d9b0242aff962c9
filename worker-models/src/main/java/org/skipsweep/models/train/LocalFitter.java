package org.skipsweep.models.train;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.objective.refinement.DivergedRefinementException;
import org.skipsweep.models.trial.result.ClippedSteps;
import org.skipsweep.models.trial.result.TrainedSteps;

/**
 * Trains in the calling thread, one minibatch after the other. Parameters and the update rule's state go to the device before
 * an epoch and come back after it, so checkpoints, averaging and evaluation find them where they always are.
 */
public final class LocalFitter implements EpochFitter {
    private final Device device;
    private final StepListener steps;

    /** Trains on the processor. */
    public LocalFitter() {
        this(new Device.Cpu());
    }

    /** @param device where to compute */
    public LocalFitter(Device device) {
        this(device, StepListener.NONE);
    }

    /**
     * @param device where to compute
     * @param steps told of every step
     */
    public LocalFitter(Device device, StepListener steps) {
        this.device = device;
        this.steps = steps;
    }

    @Override
    public Device device() {
        return device;
    }

    /** {@inheritDoc} If a loss is not finite, the network keeps what it had learnt before that step. */
    @Override
    public TrainedSteps fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        return fit(
                network,
                minibatches,
                epoch,
                IntStream.range(0, minibatches.perEpoch()).toArray());
    }

    /**
     * The same on some minibatches of an epoch.
     *
     * @param positions of the minibatches in the epoch, counted from 0, in the order to train on them
     */
    public TrainedSteps fit(MultiLayerNetwork network, Minibatches minibatches, int epoch, int[] positions)
            throws InterruptedException {
        ObjectiveLayerRuntime.Workplace workplace = Networks.workplace(network, device);
        Running running = workplace.running();
        ParameterMemory memory = workplace.memory();
        INDArray state = Networks.updaterState(network);
        double learningRate = Networks.learningRate(network);
        memory.load(state);
        Minibatches.Epoch order = minibatches.epoch(epoch);
        ClippedSteps clippedBefore = running.clipped();
        double[] losses = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            long step = order.step(positions[i]);
            steps.step(epoch, positions[i] + 1, minibatches.perEpoch());
            try {
                losses[i] = gradient(running, order.draw(positions[i]), epoch, step);
            } catch (NonFiniteLossException e) {
                memory.store(state);
                throw e;
            }
            memory.update(
                    minibatches.updateRule(),
                    learningRate,
                    minibatches.gradientClip(),
                    network.getIterationCount() + 1L);
            network.setIterationCount(network.getIterationCount() + 1);
        }
        memory.store(state);
        return TrainedSteps.of(losses, running.clipped().since(clippedBefore));
    }

    private static double gradient(Running running, Draw draw, int epoch, long step) {
        double loss;
        try {
            loss = running.gradient(draw);
        } catch (DivergedRefinementException e) {
            throw new NonFiniteLossException(epoch, step, e);
        }
        if (!Double.isFinite(loss)) {
            throw new NonFiniteLossException(epoch, step, loss);
        }
        return loss;
    }
}
