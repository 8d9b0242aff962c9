package org.skipsweep.driver.run;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** A line for each tenth of a trial and for its end: for logs and pipes. */
final class PlainProgress implements ProgressView {
    private final PrintWriter out;
    private final Map<String, Integer> tenths = new HashMap<>();
    private int all;
    private int ended;

    PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void began(List<Trial> trials, int done) {
        all = trials.size();
        ended = done;
        line(Counted.of(all, "trial") + ", " + done + " done before");
    }

    @Override
    public void warn(String sentence) {
        line(sentence);
    }

    @Override
    public void epoch(Trial trial, Progress progress) {
        EpochReport report = progress.report();
        int tenth = 10 * report.epoch() / report.epochs();
        Integer before = tenths.put(trial.id(), tenth);
        if (before == null || tenth > before) {
            line(trial.id() + "  " + ProgressText.epoch(report));
        }
    }

    @Override
    public void ended(TrialResult result) {
        ended++;
        line(String.format(
                Locale.ROOT,
                "%s  %s  (%d of %s)",
                result.trial().id(),
                ProgressText.end(result),
                ended,
                Counted.of(all, "trial")));
    }

    @Override
    public void close() {
        out.flush();
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
