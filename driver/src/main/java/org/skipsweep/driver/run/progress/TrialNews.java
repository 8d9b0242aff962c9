package org.skipsweep.driver.run.progress;

import java.io.Serializable;
import org.skipsweep.models.trial.result.EpochReport;

/** What a task tells of its trial while it runs. As text, it is what Spark's pages show beside the task. */
public sealed interface TrialNews extends Serializable {

    /** The trial's id. */
    String trial();

    /**
     * A training step has begun.
     *
     * @param epoch counted from 1
     * @param epochs of the trial
     * @param step of this epoch, counted from 1
     * @param steps of an epoch
     */
    record Step(String trial, int epoch, int epochs, int step, int steps) implements TrialNews {
        /** The part of all epochs that is behind, from 0 to 1. */
        double share() {
            return (epoch - 1 + (step - 1.0) / steps) / epochs;
        }

        /** The step counted from 1 since the first epoch began. */
        public long sinceTheStart() {
            return (epoch - 1L) * steps + step;
        }

        @Override
        public String toString() {
            return "epoch " + epoch + "/" + epochs + ", step " + step + "/" + steps;
        }
    }

    /** An epoch has ended. */
    record Epoch(String trial, EpochReport report) implements TrialNews {
        @Override
        public String toString() {
            return ProgressText.epoch(report);
        }
    }
}
