package org.skipsweep.driver.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.skipsweep.models.trial.result.EpochReport;

/**
 * Lays a run's progress out for a terminal.
 *
 * @param columns the widest a line may be
 * @param rows the most lines there may be, at least 2
 */
record ProgressBlock(int columns, int rows) {
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 8;
    private static final AttributedStyle DONE = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle LEFT = AttributedStyle.DEFAULT.faint();

    /**
     * The sweep as a whole.
     *
     * @param all number of trials
     * @param done how many of them are done
     * @param failed how many failed
     * @param seconds since the run began
     */
    record Sweep(int all, int done, int failed, double seconds) {}

    /** A running trial and the last epoch that it ended. */
    record Running(String name, EpochReport report) {}

    /** The sweep's bar, then a line per running trial; those that do not fit are counted in the last line. */
    List<AttributedString> lines(Sweep sweep, List<Running> running) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(sweep(sweep));
        int shown = running.size() < rows ? running.size() : rows - 2;
        lines.addAll(trials(running.subList(0, shown)));
        if (shown < running.size()) {
            lines.add(plain("and " + (running.size() - shown) + " more"));
        }
        return lines;
    }

    private List<AttributedString> trials(List<Running> running) {
        int name = longest(running, Running::name);
        boolean wide = name + longest(running, ProgressBlock::details) <= columns;
        Function<Running, String> details = wide ? ProgressBlock::details : ProgressBlock::fewerDetails;
        int detail = longest(running, details);
        return running.stream()
                .map(trial -> barred(
                        padded(trial.name(), name),
                        (double) trial.report().epoch() / trial.report().epochs(),
                        padded(details.apply(trial), detail)))
                .toList();
    }

    private static int longest(List<Running> running, Function<Running, String> text) {
        return running.stream().map(text).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static String details(Running trial) {
        EpochReport report = trial.report();
        return String.format(
                Locale.ROOT,
                "  epoch %3d/%d  ELBO %8.2f  KL %6.2f%s  %,6.0f examples/s  %s left",
                report.epoch(),
                report.epochs(),
                report.validationElbo(),
                report.validationKl(),
                ProgressText.more(report),
                report.imagesPerSecond(),
                ProgressText.duration(report.secondsLeft()));
    }

    private static String fewerDetails(Running trial) {
        EpochReport report = trial.report();
        return String.format(
                Locale.ROOT,
                "  %d/%d  ELBO %8.2f  %,6.0f/s  %s left",
                report.epoch(),
                report.epochs(),
                report.validationElbo(),
                report.imagesPerSecond(),
                ProgressText.duration(report.secondsLeft()));
    }

    private AttributedString sweep(Sweep sweep) {
        String counts = String.format(
                Locale.ROOT,
                " %d of %d trials done%s, %s",
                sweep.done(),
                sweep.all(),
                sweep.failed() == 0 ? "" : ", " + sweep.failed() + " failed",
                ProgressText.duration(sweep.seconds()));
        return barred("", (double) (sweep.done() + sweep.failed()) / Math.max(1, sweep.all()), counts);
    }

    /** The name, a bar where there is room for one, and the details; the name loses its beginning if it must. */
    private AttributedString barred(String name, double share, String details) {
        int room = columns - name.length() - details.length();
        if (room < 0) {
            int kept = Math.max(0, name.length() + room - 1);
            return plain("…" + name.substring(name.length() - kept) + details);
        }
        AttributedStringBuilder line = new AttributedStringBuilder().append(name);
        if (room > SHORTEST_BAR) {
            int length = Math.min(room - 1, LONGEST_BAR);
            line.append(name.isEmpty() ? "" : " ");
            int filled = (int) Math.round(length * share);
            line.styled(DONE, "━".repeat(filled)).styled(LEFT, "━".repeat(length - filled));
        }
        return line.append(details).toAttributedString();
    }

    private AttributedString plain(String text) {
        return new AttributedString(text).columnSubSequence(0, columns);
    }
}
