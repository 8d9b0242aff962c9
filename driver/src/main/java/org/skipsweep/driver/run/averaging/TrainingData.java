package org.skipsweep.driver.run.averaging;

import java.io.Serializable;
import org.skipsweep.models.data.Examples;

/** How an executor gets what a trial learns from. */
@FunctionalInterface
public interface TrainingData extends Serializable {
    /**
     * The training examples.
     *
     * @throws org.skipsweep.models.data.DataException if they cannot be read, or are not what the sweep began with
     */
    Examples load();
}
