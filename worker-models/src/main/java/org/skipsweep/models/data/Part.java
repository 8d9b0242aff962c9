package org.skipsweep.models.data;

/** The three disjoint parts of a data set. */
public enum Part {
    TRAIN(0),
    VALIDATION(1),
    TEST(2);

    private final int stream;

    Part(int stream) {
        this.stream = stream;
    }

    /** Tells the random streams of the parts apart; never changes, since published images depend on it. */
    public int stream() {
        return stream;
    }
}
