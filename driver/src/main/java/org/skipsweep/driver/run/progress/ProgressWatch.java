package org.skipsweep.driver.run.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.skipsweep.driver.sweep.plan.Trial;

/** Tells a view what is new in a channel. */
public final class ProgressWatch {
    private final NewsChannel channel;
    private final ProgressView view;
    private final Map<Trial, TrialNews.Step> steps = new HashMap<>();
    private final Map<Trial, TrialNews.Epoch> epochs = new HashMap<>();

    /** A watch of everything that comes from now on. */
    public ProgressWatch(NewsChannel channel, ProgressView view) {
        this.channel = channel;
        this.view = view;
    }

    /** Tells what is new of these trials, and forgets others. */
    public void look(Collection<Trial> running) {
        steps.keySet().retainAll(running);
        epochs.keySet().retainAll(running);
        for (Trial trial : running) {
            channel.epoch(trial.id()).ifPresent(epoch -> tell(trial, epoch));
            channel.step(trial.id()).ifPresent(step -> tell(trial, step));
        }
    }

    private void tell(Trial trial, TrialNews.Epoch epoch) {
        if (!epoch.equals(epochs.put(trial, epoch))) {
            view.epoch(trial, epoch.report());
        }
    }

    private void tell(Trial trial, TrialNews.Step step) {
        if (!step.equals(steps.put(trial, step))) {
            view.step(trial, step);
        }
    }
}
