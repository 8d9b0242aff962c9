package org.skipsweep.driver.run.progress;

import java.util.List;
import java.util.stream.Stream;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** Views that are told the same; one that fails leaves the others as they are. */
public final class SeveralViews implements ProgressView {
    private final List<HarmlessView> views;

    /** @param views told in this order */
    public SeveralViews(ProgressView... views) {
        this.views = Stream.of(views).map(HarmlessView::new).toList();
    }

    @Override
    public void began(List<Trial> trials, int done) {
        views.forEach(view -> view.began(trials, done));
    }

    @Override
    public void warn(String sentence) {
        views.forEach(view -> view.warn(sentence));
    }

    @Override
    public void step(Trial trial, TrialNews.Step step) {
        views.forEach(view -> view.step(trial, step));
    }

    @Override
    public void epoch(Trial trial, EpochReport report) {
        views.forEach(view -> view.epoch(trial, report));
    }

    @Override
    public void ended(TrialResult result) {
        views.forEach(view -> view.ended(result));
    }

    @Override
    public void close() {
        views.forEach(HarmlessView::close);
    }
}
