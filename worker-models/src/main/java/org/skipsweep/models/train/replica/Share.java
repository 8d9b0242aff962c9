package org.skipsweep.models.train.replica;

import java.io.Serializable;
import java.util.List;

/**
 * What a replica is to train between two averages: where minibatches stand, from which it makes them itself.
 *
 * @param epoch counted from 1
 * @param positions of the minibatches in the epoch, counted from 0, in their order
 * @param learningRate step size
 * @param stepsBefore steps that led to the state it begins with
 */
public record Share(int epoch, List<Integer> positions, double learningRate, int stepsBefore) implements Serializable {

    /** Copies the list. */
    public Share {
        positions = List.copyOf(positions);
    }
}
