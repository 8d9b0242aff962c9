package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Parameter averaging over several executors.
 *
 * @param workers executors that train one trial together; 1 trains it in a single task without averaging
 * @param frequency minibatches that each worker trains between two averages
 */
public record AveragingSpec(int workers, int frequency) implements Serializable {

    /** @throws IllegalArgumentException if a value is out of range */
    public AveragingSpec {
        ExecutionKeys.AVERAGING_WORKERS.checked(workers);
        ExecutionKeys.AVERAGING_FREQUENCY.checked(frequency);
    }

    static AveragingSpec of(TrialSpec spec) {
        return new AveragingSpec(
                spec.get(ExecutionKeys.AVERAGING_WORKERS), spec.get(ExecutionKeys.AVERAGING_FREQUENCY));
    }

    /** Whether several executors train the trial. */
    public boolean enabled() {
        return workers > 1;
    }
}
