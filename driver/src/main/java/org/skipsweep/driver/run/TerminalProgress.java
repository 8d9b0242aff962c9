package org.skipsweep.driver.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Function;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;

/**
 * At the foot of a terminal, a bar for the sweep and a line for each running trial; above them a line for each trial that
 * ended, which stays when the view closes. No line at the foot is wider, and all together are no higher, than the terminal.
 */
final class TerminalProgress implements ProgressView {
    private static final int REFRESH_MILLIS = 1000;

    private final Function<Trial, String> name;
    private final Map<Trial, Progress> running = new LinkedHashMap<>();
    private final Terminal terminal;
    private final Display display;
    private final Timer clock = new Timer("progress-view", true);
    private final long start = System.nanoTime();
    private int all;
    private int done;
    private int failed;
    private boolean closed;

    /** @param name what to call a trial, short */
    TerminalProgress(Function<Trial, String> name) {
        this.name = name;
        try {
            terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the terminal", e);
        }
        display = new Display(terminal, false);
    }

    @Override
    public synchronized void began(List<Trial> trials, int doneBefore) {
        all = trials.size();
        done = doneBefore;
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        draw();
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
    public synchronized void epoch(Trial trial, Progress progress) {
        running.put(trial, progress);
    }

    @Override
    public synchronized void ended(TrialResult result) {
        running.remove(result.trial());
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
        display.update(List.of(), 0);
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        Size size = terminal.getSize();
        if (size.getColumns() <= 0 || size.getRows() <= 0) {
            size = new Size(80, 24);
        }
        display.resize(size.getRows(), size.getColumns());
        ProgressBlock block = new ProgressBlock(size.getColumns() - 1, size.getRows() - 1);
        List<AttributedString> lines = block.lines(
                new ProgressBlock.Sweep(all, done, failed, (System.nanoTime() - start) / 1e9),
                running.entrySet().stream()
                        .map(entry -> new ProgressBlock.Running(
                                name.apply(entry.getKey()), entry.getValue().report()))
                        .toList());
        AttributedString last = lines.get(lines.size() - 1);
        display.update(lines, size.cursorPos(lines.size() - 1, last.columnLength()));
    }
}
