package org.skipsweep.models.data;

/**
 * The minibatches of a training run. Every minibatch depends only on the trial and on its own epoch and position, so any of
 * them can be made anywhere, in any order.
 */
public interface Batches {
    /** Minibatches in an epoch. */
    int perEpoch();

    /** Examples in an epoch. */
    int examples();

    /** The minibatches of an epoch, counted from 1. */
    Epoch epoch(int epoch);

    /** One pass over the examples in an order of its own. */
    interface Epoch {
        /**
         * The minibatch at a position.
         *
         * @param index counted from 0
         * @param step counted from 1 over the whole training
         */
        Batch at(int index, long step);
    }
}
