package org.skipsweep.models.trial;

import java.io.Serializable;

/** What a model must know of its data before it can be built. */
public sealed interface DataShape extends Serializable {
    /** Numbers that an example consists of, at most. */
    int size();

    /**
     * That a model of data of this shape can go on with data of another.
     *
     * @throws IllegalArgumentException if it cannot, telling how they differ
     */
    default void requireSame(DataShape data) {
        if (this instanceof Sequences trained
                && data instanceof Sequences found
                && !trained.digest().equals(found.digest())) {
            throw new IllegalArgumentException("the model was trained with another vocabulary (" + trained.vocabulary()
                    + " entries, SHA-256 " + trained.digest() + ") than its data have now (" + found.vocabulary()
                    + " entries, SHA-256 " + found.digest()
                    + "); bring back the files that it was trained on, or remove"
                    + " its checkpoints and train it again");
        }
        if (!equals(data)) {
            throw new IllegalArgumentException("the model is one of " + DataShapeParser.toText(this) + ", its data are "
                    + DataShapeParser.toText(data));
        }
    }

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
