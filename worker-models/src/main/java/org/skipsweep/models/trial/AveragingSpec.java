package org.skipsweep.models.trial;

import java.io.Serializable;
import java.util.Map;

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
        ExecutionKeys.AVERAGING_WORKERS.checked(workers);
        ExecutionKeys.AVERAGING_FREQUENCY.checked(frequency);
    }

    static AveragingSpec of(TrialSpec spec) {
        return new AveragingSpec(
                spec.get(ExecutionKeys.AVERAGING_WORKERS), spec.get(ExecutionKeys.AVERAGING_FREQUENCY));
    }

    Map<TrialKey<?>, Object> values() {
        return Map.of(ExecutionKeys.AVERAGING_WORKERS, workers, ExecutionKeys.AVERAGING_FREQUENCY, frequency);
    }

    /** Whether several executors train the trial. */
    public boolean enabled() {
        return workers > 1;
    }
}
