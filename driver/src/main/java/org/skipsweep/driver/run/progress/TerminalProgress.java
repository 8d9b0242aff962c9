package org.skipsweep.driver.run.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At the foot of a terminal, a bar for the sweep and a line for each running trial; above them a line for each trial that
 * ended, which stays when the view closes. No line at the foot is wider, and all together are no higher, than the terminal.
 */
final class TerminalProgress implements ProgressView {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalProgress.class);
    private static final int REFRESH_MILLIS = 1000;
    private static final Size UNKNOWN = new Size(80, 24);

    private final Function<Trial, String> name;
    private final Map<Trial, ProgressBlock.Running> running = new LinkedHashMap<>();
    private final SweepPace sweepPace = new SweepPace();
    private final Terminal terminal;
    private Display display;
    private Size drawnOn = UNKNOWN;
    private List<AttributedString> drawn = List.of();
    private final Timer clock = new Timer("progress-view", true);
    private final long start = System.nanoTime();
    private int all;
    private int done;
    private int failed;
    private boolean closed;

    /**
     * @param terminal closed with the view
     * @param name what to call a trial, short
     */
    TerminalProgress(Terminal terminal, Function<Trial, String> name) {
        this.terminal = terminal;
        this.name = name;
        this.display = new Display(terminal, false);
        this.display.resize(UNKNOWN.getRows(), UNKNOWN.getColumns());
    }

    @Override
    public synchronized void began(List<Trial> trials, int doneBefore) {
        all = trials.size();
        done = doneBefore;
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        tick();
                    }
                },
                0,
                REFRESH_MILLIS);
    }

    @Override
    public synchronized void warn(String sentence) {
        terminal.writer().println(sentence);
        terminal.flush();
    }

    @Override
    public synchronized void step(Trial trial, TrialNews.Step step) {
        long now = System.nanoTime();
        StepPace pace = last(trial)
                .flatMap(ProgressBlock.Running::pace)
                .map(before -> before.then(step, now))
                .orElseGet(() -> StepPace.begun(step, now));
        known(trial, Optional.of(pace), last(trial).flatMap(ProgressBlock.Running::report));
    }

    @Override
    public synchronized void epoch(Trial trial, EpochReport report) {
        known(trial, last(trial).flatMap(ProgressBlock.Running::pace), Optional.of(report));
    }

    private Optional<ProgressBlock.Running> last(Trial trial) {
        return Optional.ofNullable(running.get(trial));
    }

    private void known(Trial trial, Optional<StepPace> pace, Optional<EpochReport> report) {
        ProgressBlock.Running at = new ProgressBlock.Running(name.apply(trial), pace, report);
        running.put(trial, at);
        sweepPace.at(trial, at.share());
    }

    @Override
    public synchronized void ended(TrialResult result) {
        running.remove(result.trial());
        sweepPace.ended(result.trial());
        if (result instanceof TrialResult.Failed) {
            failed++;
        } else {
            done++;
        }
        clear();
        terminal.writer().println(name.apply(result.trial()) + "  " + ProgressText.end(result));
        draw();
    }

    @Override
    public synchronized void close() {
        closed = true;
        clock.cancel();
        clear();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the terminal", e);
        }
    }

    private void clear() {
        fit();
        display.update(List.of(), 0);
        drawn = List.of();
    }

    /**
     * The size of the terminal. If it is another than was drawn on, what was drawn goes: a terminal that became narrower has broken
     * lines in two, so that they take more rows than before.
     */
    private Size fit() {
        Size size = terminal.getSize();
        if (size.getColumns() <= 0 || size.getRows() <= 0) {
            size = UNKNOWN;
        }
        if (!size.equals(drawnOn)) {
            erase(size.getColumns());
            display = new Display(terminal, false);
            display.resize(size.getRows(), size.getColumns());
            drawnOn = size;
        }
        return size;
    }

    /** From the end of the last line, where the cursor is, back to the beginning of the first. */
    private void erase(int columns) {
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columnLength() + columns - 1) / columns))
                .sum();
        if (rows > 0) {
            terminal.puts(Capability.carriage_return);
            if (rows > 1) {
                terminal.puts(Capability.parm_up_cursor, rows - 1);
            }
            terminal.puts(Capability.clr_eos);
            terminal.flush();
        }
        drawn = List.of();
    }

    private synchronized void tick() {
        try {
            draw();
        } catch (RuntimeException e) {
            clock.cancel();
            LOG.warn("the clock of the progress stands still, the run goes on", e);
        }
    }

    synchronized void draw() {
        if (closed) {
            return;
        }
        Size size = fit();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<AttributedString> lines = new ProgressBlock(size.getColumns() - 1, size.getRows() - 1)
                .lines(
                        new ProgressBlock.Sweep(
                                all, done, failed, seconds, sweepPace.secondsLeft(seconds, all - done - failed)),
                        List.copyOf(running.values()));
        int last = lines.size() - 1;
        display.update(
                ended(lines),
                last < 0 ? 0 : size.cursorPos(last, lines.get(last).columnLength()));
        drawn = lines;
    }

    /** Lines that end, all but the last: otherwise a terminal takes them for one long line and breaks it anew when it is resized. */
    private static List<AttributedString> ended(List<AttributedString> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> i < lines.size() - 1
                        ? AttributedString.join(AttributedString.EMPTY, lines.get(i), AttributedString.NEWLINE)
                        : lines.get(i))
                .toList();
    }
}
