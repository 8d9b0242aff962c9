package org.skipsweep.models.data;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.random.Draws;

/** One part of a data set. */
public sealed interface Examples permits ImageSet, SentenceSet {
    /** Number of examples. */
    int size();

    /** The class of an example, if the set has labels. */
    OptionalInt label(int index);

    /** Tokens that a model predicts of all of them, the ends of sentences included; none if they are no sentences. */
    default OptionalLong predictedTokens() {
        return OptionalLong.empty();
    }

    /** What a model must know of them. */
    DataShape shape();

    /**
     * Minibatches to train on.
     *
     * @param batchSize examples in each, at most
     */
    Batches shuffled(int batchSize, Draws draws);

    /**
     * All examples once, in the order of their indices.
     *
     * @param batchSize examples in each, at most
     */
    Iterator<Batch> inOrder(int batchSize);
}
