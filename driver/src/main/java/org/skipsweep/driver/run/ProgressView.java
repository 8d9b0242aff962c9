package org.skipsweep.driver.run;

import java.util.List;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;

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

    /** A running trial ended an epoch, or its last known epoch after a restart. */
    void epoch(Trial trial, Progress progress);

    /** A trial ended. */
    void ended(TrialResult result);

    @Override
    void close();
}
