package org.skipsweep.driver.run.progress;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;

/**
 * A line for a trial's first step in this run, one each minute until it has ended an epoch, one for each tenth of it, or for the first
 * epoch that ends when five minutes went by without one, and one for its end: for logs and pipes.
 */
final class PlainProgress implements ProgressView {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long SILENCE = 5 * MINUTE;

    /** How far a trial was at its last line, and when that was. */
    private record Shown(int tenth, long nanos) {}

    private final PrintWriter out;
    private final Function<Trial, String> name;
    private final LongSupplier nanoTime;
    private final Map<String, Shown> shown = new HashMap<>();
    /** Of trials that have ended no epoch in this run, where they were at their last line. */
    private final Map<String, StepPace> begun = new HashMap<>();

    private int all;
    private int ended;

    /** @param name what to call a trial beside its id */
    PlainProgress(PrintWriter out, Function<Trial, String> name) {
        this(out, name, System::nanoTime);
    }

    PlainProgress(PrintWriter out, Function<Trial, String> name, LongSupplier nanoTime) {
        this.out = out;
        this.name = name;
        this.nanoTime = nanoTime;
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
        long now = nanoTime.getAsLong();
        if (shown.putIfAbsent(trial.id(), new Shown(tenth(step.epoch() - 1, step.epochs()), now)) == null) {
            line(named(trial) + "  training, " + step);
            begun.put(trial.id(), StepPace.begun(step, now));
        } else if (begun.containsKey(trial.id())) {
            StepPace pace = begun.get(trial.id()).then(step, now);
            if (pace.lastNanos() - begun.get(trial.id()).lastNanos() >= MINUTE) {
                begun.put(trial.id(), pace);
                line(named(trial) + "  training, " + step + ProgressText.pace(pace));
            }
        }
    }

    @Override
    public void epoch(Trial trial, EpochReport report) {
        begun.remove(trial.id());
        Shown before = shown.get(trial.id());
        Shown now = new Shown(tenth(report.epoch(), report.epochs()), nanoTime.getAsLong());
        if (before == null || now.tenth() != before.tenth() || now.nanos() - before.nanos() >= SILENCE) {
            shown.put(trial.id(), now);
            line(named(trial) + "  " + ProgressText.epoch(report));
        }
    }

    @Override
    public void ended(TrialResult result) {
        ended++;
        shown.remove(result.trial().id());
        begun.remove(result.trial().id());
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
