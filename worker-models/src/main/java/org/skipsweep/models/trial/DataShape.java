package org.skipsweep.models.trial;

import java.io.Serializable;

/** What a model must know of its data before it can be built. */
public sealed interface DataShape extends Serializable {
    /** The one number that it consists of. */
    int size();

    /**
     * Images.
     *
     * @param size pixels of each
     */
    record Images(int size) implements DataShape {}
}
