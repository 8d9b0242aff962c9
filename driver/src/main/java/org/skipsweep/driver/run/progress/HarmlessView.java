package org.skipsweep.driver.run.progress;

import java.util.List;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A view that is left alone once it fails: the log says so, and whoever tells it goes on. */
public final class HarmlessView implements ProgressView {
    private static final Logger LOG = LoggerFactory.getLogger(HarmlessView.class);

    private final ProgressView view;
    private boolean broken;

    /** @param view what is told as long as it works */
    public HarmlessView(ProgressView view) {
        this.view = view;
    }

    @Override
    public void began(List<Trial> trials, int done) {
        tell(() -> view.began(trials, done));
    }

    @Override
    public void warn(String sentence) {
        tell(() -> view.warn(sentence));
    }

    @Override
    public void step(Trial trial, TrialNews.Step step) {
        tell(() -> view.step(trial, step));
    }

    @Override
    public void epoch(Trial trial, EpochReport report) {
        tell(() -> view.epoch(trial, report));
    }

    @Override
    public void ended(TrialResult result) {
        tell(() -> view.ended(result));
    }

    @Override
    public void close() {
        tell(view::close);
    }

    private void tell(Runnable news) {
        if (broken) {
            return;
        }
        try {
            news.run();
        } catch (RuntimeException | LinkageError e) {
            broken = true;
            LOG.warn("progress is not shown any more, the run goes on", e);
        }
    }
}
