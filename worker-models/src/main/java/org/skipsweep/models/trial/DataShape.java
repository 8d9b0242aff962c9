package org.skipsweep.models.trial;

import java.io.Serializable;

/** What a model must know of its data before it can be built. */
public sealed interface DataShape extends Serializable {
    /** Numbers that an example consists of, at most. */
    int size();

    /**
     * Images.
     *
     * @param size pixels of each
     */
    record Images(int size) implements DataShape {}

    /**
     * Sequences of tokens.
     *
     * @param vocabulary tokens that there are, the four special ones included
     * @param longest words of the longest sequence that can occur
     * @param digest SHA-256 of the vocabulary in hexadecimal digits; empty before it has been read
     */
    record Sequences(int vocabulary, int longest, String digest) implements DataShape {
        /** {@inheritDoc} Its words between the tokens of its beginning and its end. */
        @Override
        public int size() {
            return longest + 2;
        }
    }
}
