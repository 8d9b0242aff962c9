package org.skipsweep.models.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.optimization.LearningRateSchedule;
import org.skipsweep.models.trial.result.ClippedSteps;

/**
 * All that a trial needs to go on as if it had never stopped: Deeplearning4j's own file (configuration, parameters,
 * updater state) with two more entries, the trainer's state and the parameters of the best epoch.
 *
 * @param network as it was after {@code state.epoch()}
 * @param bestParameters flattened parameters after {@code state.bestEpoch()}
 * @param state where training stands
 */
record Checkpoint(MultiLayerNetwork network, INDArray bestParameters, State state) {
    /**
     * Where training stands.
     *
     * @param epoch epochs done
     * @param bestEpoch epoch with the best validation ELBO so far
     * @param bestValidationElbo that ELBO, in nats
     * @param trainingSeconds seconds spent on training steps so far
     * @param schedule where the learning rate stands
     * @param clipped refinement steps of the last epoch that were clipped
     */
    record State(
            int epoch,
            int bestEpoch,
            double bestValidationElbo,
            double trainingSeconds,
            LearningRateSchedule.State schedule,
            ClippedSteps clipped) {

        /** Before the first epoch. */
        static State start(OptimizationSpec optimization) {
            return new State(
                    0,
                    0,
                    Double.NEGATIVE_INFINITY,
                    0,
                    optimization.schedule().start(optimization.learningRate()),
                    ClippedSteps.NONE);
        }

        /**
         * As read from a checkpoint, which may be from before schedules and refinements; the step size was that of the network's
         * own update rule then.
         */
        State completed(MultiLayerNetwork network) {
            OptimizationSpec optimization =
                    Networks.objective(network).layerConf().spec().optimization();
            return new State(
                    epoch,
                    bestEpoch,
                    bestValidationElbo,
                    trainingSeconds,
                    schedule == null ? optimization.schedule().start(Networks.learningRate(network)) : schedule,
                    clipped == null ? ClippedSteps.NONE : clipped);
        }
    }

    /** The network, with the parameters of the best epoch from now on. */
    MultiLayerNetwork best() {
        network.params().assign(bestParameters);
        return network;
    }

    /** Writes all of it; {@code out} stays open. */
    void write(OutputStream out) throws IOException {
        CheckpointFile.write(this, out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param length of the file, in bytes
     * @throws IOException if it is cut short, damaged, or no checkpoint
     */
    static Checkpoint read(InputStream in, long length) throws IOException {
        return CheckpointFile.read(in, length);
    }
}
