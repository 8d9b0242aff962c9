package org.skipsweep.driver.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.Trial;
import org.skipsweep.models.trial.EpochReport;

/** A bar for the sweep and, below it, one for each running trial. */
final class TerminalProgress implements ProgressView {
    private static final int UPDATE_MILLIS = 500;

    private final Function<Trial, String> name;
    private final Map<Trial, ProgressBar> bars = new LinkedHashMap<>();
    private ProgressBar sweep;

    /** @param name what to call a trial, short */
    TerminalProgress(Function<Trial, String> name) {
        this.name = name;
    }

    @Override
    public void began(List<Trial> trials, int done) {
        sweep = bar("trials", trials.size());
        sweep.stepTo(done);
    }

    @Override
    public void epoch(Trial trial, Progress progress) {
        EpochReport report = progress.report();
        ProgressBar bar = bars.computeIfAbsent(trial, added -> bar(name.apply(added), report.epochs()));
        bar.stepTo(report.epoch());
        bar.setExtraMessage(ProgressText.epoch(report));
    }

    @Override
    public void ended(TrialResult result) {
        ProgressBar bar = bars.remove(result.trial());
        if (bar != null) {
            bar.setExtraMessage(ProgressText.end(result));
            bar.close();
        }
        sweep.step();
    }

    @Override
    public void close() {
        bars.values().forEach(ProgressBar::close);
        if (sweep != null) {
            sweep.close();
        }
    }

    private static ProgressBar bar(String task, long max) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .hideEta()
                .build();
    }
}
