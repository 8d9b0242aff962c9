package org.skipsweep.models.train;

import org.nd4j.linalg.learning.config.Adam;

/** Adam by the name that older checkpoints have for it, for Deeplearning4j to find when it reads one itself. */
public final class VectorAdam extends Adam {
    private static final long serialVersionUID = 1L;

    private VectorAdam() {}
}
