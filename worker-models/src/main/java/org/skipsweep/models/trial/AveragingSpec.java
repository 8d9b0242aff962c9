package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Parameter averaging over several executors.
 *
 * @param workers executors that train one trial together; 1 trains it in a single task without averaging
 * @param frequency minibatches that each worker trains between two averages
 */
public record AveragingSpec(int workers, int frequency) implements Serializable {

    /** One executor, no averaging. */
    public static final AveragingSpec NONE = new AveragingSpec(1, 20);

    /** @throws IllegalArgumentException if a value is out of range */
    public AveragingSpec {
        Require.atLeast("averaging.workers", workers, 1);
        Require.atLeast("averaging.frequency", frequency, 1);
    }

    /** Whether several executors train the trial. */
    public boolean enabled() {
        return workers > 1;
    }
}
