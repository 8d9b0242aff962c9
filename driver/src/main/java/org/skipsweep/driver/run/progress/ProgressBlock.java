package org.skipsweep.driver.run.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.skipsweep.driver.message.TimeSpan;
import org.skipsweep.models.trial.result.EpochReport;

/**
 * Lays a run's progress out for a terminal of any size.
 *
 * @param columns the widest a line may be
 * @param rows the most lines there may be
 */
record ProgressBlock(int columns, int rows) {
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 8;
    private static final String DONE = "━";
    private static final String LEFT = "┄";
    private static final AttributedStyle DONE_STYLE = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle LEFT_STYLE = AttributedStyle.DEFAULT.faint();

    /** Ways to say how far a trial is, the widest first. */
    private static final List<Function<Running, String>> DETAILS =
            List.of(ProgressBlock::details, ProgressBlock::fewerDetails, ProgressBlock::epoch);

    /**
     * The sweep as a whole.
     *
     * @param all number of trials
     * @param done how many of them are done
     * @param failed how many failed
     * @param seconds since the run began
     * @param secondsLeft about how many more it takes; empty if nothing is known of it yet
     */
    record Sweep(int all, int done, int failed, double seconds, OptionalDouble secondsLeft) {}

    /**
     * A running trial.
     *
     * @param pace where it is and how fast it goes, if it told
     * @param report of the last epoch that it ended in this run, if it has ended one
     */
    record Running(String name, Optional<StepPace> pace, Optional<EpochReport> report) {
        private Optional<TrialNews.Step> step() {
            return pace.map(StepPace::last);
        }

        /** The part of all epochs that is behind, from 0 to 1. */
        double share() {
            double ended =
                    report.map(last -> (double) last.epoch() / last.epochs()).orElse(0.0);
            return Math.max(ended, step().map(TrialNews.Step::share).orElse(0.0));
        }
    }

    /** The sweep's bar, then a line per running trial; those that do not fit are counted in the last line. */
    List<AttributedString> lines(Sweep sweep, List<Running> running) {
        if (rows < 1 || columns < 1) {
            return List.of();
        }
        List<AttributedString> lines = new ArrayList<>();
        lines.add(sweep(sweep));
        int shown = running.size() < rows ? running.size() : Math.max(0, rows - 2);
        lines.addAll(trials(running.subList(0, shown)));
        if (shown < running.size() && rows > 1) {
            lines.add(plain("and " + (running.size() - shown) + " more"));
        }
        return lines;
    }

    private List<AttributedString> trials(List<Running> running) {
        int name = longest(running, Running::name);
        Function<Running, String> details = DETAILS.stream()
                .filter(form -> name + longest(running, form) <= columns)
                .findFirst()
                .orElse(DETAILS.get(DETAILS.size() - 1));
        int detail = longest(running, details);
        return running.stream()
                .map(trial -> barred(padded(trial.name(), name), trial.share(), padded(details.apply(trial), detail)))
                .toList();
    }

    private static int longest(List<Running> running, Function<Running, String> text) {
        return running.stream().map(text).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static String details(Running trial) {
        return epoch(trial)
                + step(trial)
                + trial.report()
                        .map(report -> String.format(
                                Locale.ROOT,
                                "  ELBO %8.2f  KL %6.2f%s  %,6.0f examples/s  %s left",
                                report.validationElbo(),
                                report.validationKl(),
                                ProgressText.more(report),
                                report.imagesPerSecond(),
                                TimeSpan.of(report.secondsLeft())))
                        .orElseGet(() -> trial.pace().map(ProgressText::pace).orElse(""));
    }

    private static String step(Running trial) {
        return trial.step()
                .map(at -> String.format(Locale.ROOT, "  step %" + digits(at.steps()) + "d/%d", at.step(), at.steps()))
                .orElse("");
    }

    private static String fewerDetails(Running trial) {
        return epoch(trial)
                + trial.report()
                        .map(report -> String.format(
                                Locale.ROOT,
                                "  ELBO %8.2f  %s left",
                                report.validationElbo(),
                                TimeSpan.of(report.secondsLeft())))
                        .orElseGet(() -> step(trial));
    }

    /** The epoch that it is in, or that it has ended if it did not tell of another. */
    private static String epoch(Running trial) {
        int epoch = Math.max(
                trial.step().map(TrialNews.Step::epoch).orElse(0),
                trial.report().map(EpochReport::epoch).orElse(0));
        int epochs = trial.step()
                .map(TrialNews.Step::epochs)
                .or(() -> trial.report().map(EpochReport::epochs))
                .orElse(0);
        return String.format(Locale.ROOT, "  epoch %" + digits(epochs) + "d/%d", epoch, epochs);
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private AttributedString sweep(Sweep sweep) {
        String ended = String.format(
                Locale.ROOT,
                " %d of %d done%s",
                sweep.done(),
                sweep.all(),
                sweep.failed() == 0 ? "" : ", " + sweep.failed() + " failed");
        String times = ", " + TimeSpan.of(sweep.seconds()) + " so far"
                + (sweep.secondsLeft().isPresent()
                        ? ", about " + TimeSpan.of(sweep.secondsLeft().getAsDouble()) + " left"
                        : "");
        boolean wide = ended.length() + times.length() + SHORTEST_BAR < columns;
        return barred(
                "",
                (double) (sweep.done() + sweep.failed()) / Math.max(1, sweep.all()),
                wide ? ended.replace(" done", " trials done") + times : ended);
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
            line.styled(DONE_STYLE, DONE.repeat(filled)).styled(LEFT_STYLE, LEFT.repeat(length - filled));
        }
        return line.append(details).toAttributedString();
    }

    private AttributedString plain(String text) {
        return new AttributedString(text).columnSubSequence(0, columns);
    }
}
