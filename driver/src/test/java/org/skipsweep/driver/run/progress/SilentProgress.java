package org.skipsweep.driver.run.progress;

import java.util.List;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** A view of a run that shows nothing. */
public class SilentProgress implements ProgressView {
    @Override
    public void began(List<Trial> trials, int done) {}

    @Override
    public void step(Trial trial, TrialNews.Step step) {}

    @Override
    public void epoch(Trial trial, EpochReport report) {}

    @Override
    public void ended(TrialResult result) {}

    @Override
    public void close() {}
}
