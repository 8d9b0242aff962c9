package org.skipsweep.driver.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skipsweep.driver.page.serve.RunningTrials;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.StepPace;
import org.skipsweep.driver.run.progress.TrialNews;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** Tells the page of a run where its trials are; epochs and results it reads from the output. */
final class PageProgress implements ProgressView {
    private final RunningTrials page;
    private final Map<String, StepPace> paces = new HashMap<>();

    PageProgress(RunningTrials page) {
        this.page = page;
    }

    @Override
    public void began(List<Trial> trials, int done) {}

    @Override
    public void step(Trial trial, TrialNews.Step step) {
        long now = System.nanoTime();
        StepPace pace = paces.compute(
                trial.id(), (id, before) -> before == null ? StepPace.begun(step, now) : before.then(step, now));
        page.at(
                trial.id(),
                new RunningTrials.Place(
                        step.epoch(),
                        step.epochs(),
                        step.step(),
                        step.steps(),
                        pace.stepsPerSecond(),
                        pace.secondsLeft()));
    }

    @Override
    public void epoch(Trial trial, EpochReport report) {}

    @Override
    public void ended(TrialResult result) {
        paces.remove(result.trial().id());
        page.ended(result.trial().id());
    }

    @Override
    public void close() {}
}
