package org.skipsweep.driver.run.progress;

import java.util.Optional;
import java.util.function.Consumer;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.train.StepListener;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.result.EpochReport;

/** Tells of a trial where it runs. */
public final class TrialReporter implements StepListener {
    private final String trial;
    private final int epochs;
    private final Consumer<TrialNews> news;
    private TrialNews.Step last;

    /** @param news told of everything */
    public TrialReporter(Trial trial, Consumer<TrialNews> news) {
        this.trial = trial.id();
        this.epochs = trial.spec().find(TrainingKeys.EPOCHS).orElse(1);
        this.news = news;
    }

    @Override
    public void step(int epoch, int step, int steps) {
        last = new TrialNews.Step(trial, epoch, epochs, step, steps);
        news.accept(last);
    }

    /** An epoch has ended. */
    public void epoch(EpochReport report) {
        news.accept(new TrialNews.Epoch(trial, report));
    }

    /** The last step that began here. */
    public Optional<TrialNews.Step> last() {
        return Optional.ofNullable(last);
    }
}
