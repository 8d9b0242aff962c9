package org.skipsweep.models.trial.optimization;

import java.io.Serializable;

/** How the step size changes from epoch to epoch, and when training ends early. */
public sealed interface LearningRateSchedule extends Serializable {
    /**
     * Where a schedule stands.
     *
     * @param rate step size of the next epoch
     * @param decaying whether the rate has begun to fall
     * @param finished whether training ends here, whatever the number of epochs
     */
    record State(double rate, boolean decaying, boolean finished) implements Serializable {}

    /**
     * Before the first epoch.
     *
     * @param rate step size that the trial starts with
     */
    default State start(double rate) {
        return new State(rate, false, false);
    }

    /**
     * What follows from the outcome of an epoch.
     *
     * @param state before that epoch
     * @param epoch counted from 1
     * @param improved whether the epoch is the best so far by its validation value
     */
    State after(State state, int epoch, boolean improved);

    /** The rate stays. */
    record Constant() implements LearningRateSchedule {
        @Override
        public State after(State state, int epoch, boolean improved) {
            return state;
        }
    }

    /**
     * The first epoch that does not improve, from {@code fromEpoch} on, halves the rate; from then on every epoch does,
     * whether it improves or not (model spec B.3).
     *
     * @param fromEpoch first epoch, counted from 1, that can start the decay
     * @param stopBelow training ends once the rate is below this
     */
    record StickyHalving(int fromEpoch, double stopBelow) implements LearningRateSchedule {
        @Override
        public State after(State state, int epoch, boolean improved) {
            if (!state.decaying() && (improved || epoch < fromEpoch)) {
                return state;
            }
            double rate = state.rate() / 2;
            return new State(rate, true, rate < stopBelow);
        }
    }
}
