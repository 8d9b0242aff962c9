package org.skipsweep.models.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training steps between which parameters, running statistics and Adam's moments stay where the engine computes.
 * Deeplearning4j's memory holds them again after {@link #store}. Not safe for use by several threads at once.
 */
public interface ResidentTraining extends AutoCloseable {

    /**
     * What a network consists of, flattened in Deeplearning4j's order.
     *
     * @param parameters n values
     * @param firstMoments n values
     * @param secondMoments n values
     */
    record State(INDArray parameters, INDArray firstMoments, INDArray secondMoments) {}

    /**
     * Copies the state to the engine's device.
     *
     * @param state where it is
     * @param steps at most so many steps are taken before {@link #store}
     */
    void load(State state, int steps);

    /**
     * Takes a step. It may still be running when this returns.
     *
     * @param inputs an array per input of the graph; they may be overwritten afterwards
     * @param iteration steps that the network has taken before this one
     */
    void step(Map<String, INDArray> inputs, long iteration);

    /**
     * Waits for the steps and copies the state back.
     *
     * @return the loss of each step since {@link #load}
     */
    double[] store(State state);

    @Override
    void close();
}
