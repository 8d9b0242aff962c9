package org.skipsweep.driver.run;

import java.util.List;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;

/** A view of a run that shows nothing. */
public class SilentProgress implements ProgressView {
    @Override
    public void began(List<Trial> trials, int done) {}

    @Override
    public void epoch(Trial trial, Progress progress) {}

    @Override
    public void ended(TrialResult result) {}

    @Override
    public void close() {}
}
