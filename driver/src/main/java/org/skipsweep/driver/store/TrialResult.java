package org.skipsweep.driver.store;

import java.io.Serializable;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.metrics.LatentDimensions;
import org.skipsweep.models.trial.result.TrialMetrics;

/** How a trial ended. Travels between virtual machines in the same form as in {@code result.json}. */
public sealed interface TrialResult extends Serializable {

    /** The trial. */
    Trial trial();

    /** How it was carried out. */
    Execution execution();

    /** What it measured; empty if it failed, or its model trains nothing. */
    Optional<TrialMetrics> metrics();

    /** {@link TrialState#DONE} or {@link TrialState#FAILED}. */
    TrialState state();

    /**
     * The trial finished.
     *
     * @param metrics what it measured; empty for a model that trains nothing
     * @param dimensions what its latent dimensions carry on the test set; empty where there are none, or nothing was recorded
     */
    record Done(Trial trial, Execution execution, Optional<TrialMetrics> metrics, Optional<LatentDimensions> dimensions)
            implements TrialResult {
        @Override
        public TrialState state() {
            return TrialState.DONE;
        }

        private Object writeReplace() {
            return Serialized.of(this);
        }
    }

    /** The trial was given up. */
    record Failed(Trial trial, Execution execution, Failure failure) implements TrialResult {
        @Override
        public TrialState state() {
            return TrialState.FAILED;
        }

        @Override
        public Optional<TrialMetrics> metrics() {
            return Optional.empty();
        }

        private Object writeReplace() {
            return Serialized.of(this);
        }
    }

    /** What Java serialisation sees of a result. */
    record Serialized(String json) implements Serializable {
        private static Serialized of(TrialResult result) {
            return new Serialized(TrialResultParser.toJson(result));
        }

        private Object readResolve() {
            return TrialResultParser.fromJson(json);
        }
    }
}
