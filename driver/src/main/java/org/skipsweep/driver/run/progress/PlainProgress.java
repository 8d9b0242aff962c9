package org.skipsweep.driver.run.progress;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/** A line for a trial's first step in this run, for each tenth of it and for its end: for logs and pipes. */
final class PlainProgress implements ProgressView {
    private final PrintWriter out;
    private final Function<Trial, String> name;
    private final Map<String, Integer> tenths = new HashMap<>();
    private int all;
    private int ended;

    /** @param name what to call a trial beside its id */
    PlainProgress(PrintWriter out, Function<Trial, String> name) {
        this.out = out;
        this.name = name;
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
    public void step(Trial trial, TrialNews.Step step) {
        if (tenths.putIfAbsent(trial.id(), tenth(step.epoch() - 1, step.epochs())) == null) {
            line(named(trial) + "  training, " + step);
        }
    }

    @Override
    public void epoch(Trial trial, EpochReport report) {
        int tenth = tenth(report.epoch(), report.epochs());
        Integer before = tenths.put(trial.id(), tenth);
        if (before == null || tenth > before) {
            line(named(trial) + "  " + ProgressText.epoch(report));
        }
    }

    @Override
    public void ended(TrialResult result) {
        ended++;
        tenths.remove(result.trial().id());
        line(String.format(
                Locale.ROOT,
                "%s  %s  (%d of %s)",
                named(result.trial()),
                ProgressText.end(result),
                ended,
                Counted.of(all, "trial")));
    }

    @Override
    public void close() {
        out.flush();
    }

    private static int tenth(int epoch, int epochs) {
        return 10 * epoch / epochs;
    }

    private String named(Trial trial) {
        String called = name.apply(trial);
        return called.equals(trial.id()) ? called : trial.id() + "  " + called;
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
