package org.skipsweep.driver.run.progress;

import java.util.List;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** What a person sees of a run. Called from one thread. */
public interface ProgressView extends AutoCloseable {

    /**
     * The run begins.
     *
     * @param trials all trials of the plan
     * @param done how many of them were done before
     */
    void began(List<Trial> trials, int done);

    /** Something that a person should know before the run goes on. */
    default void warn(String sentence) {}

    /** A running trial is at a step; not every step is told. */
    void step(Trial trial, TrialNews.Step step);

    /** A running trial ended an epoch in this run; not every epoch is told. */
    void epoch(Trial trial, EpochReport report);

    /** A trial ended. */
    void ended(TrialResult result);

    @Override
    void close();
}
