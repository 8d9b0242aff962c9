package org.skipsweep.driver.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Trial;

class TerminalProgressTest {
    private static final Trial FIRST = Samples.trial(1);
    private static final Trial SECOND = Samples.trial(2);
    private static final Trial THIRD = Samples.trial(3);

    private static TrialNews.Step step(Trial trial, int step) {
        return new TrialNews.Step(trial.id(), 1, 10, step, 500);
    }

    @ParameterizedTest(name = "from {0} columns to {1} and {2}")
    @CsvSource({"80, 40, 20", "80, 20, 40", "40, 80, 20", "20, 80, 40", "120, 79, 80", "80, 80, 80"})
    void resizedWhileItRuns_nothingIsLeftOfWhatWasDrawn(int first, int second, int third) throws IOException {
        ReflowingScreen screen = new ReflowingScreen(first);
        LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("screen", "xterm-256color", screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(first, 24));
        TerminalProgress view = new TerminalProgress(
                terminal, trial -> "skip true, seed " + trial.spec().seed());
        view.step(FIRST, step(FIRST, 100));
        view.step(SECOND, step(SECOND, 200));
        view.draw();
        for (int columns : List.of(second, third, first)) {
            screen.resize(columns);
            terminal.setSize(new Size(columns, 24));
            view.step(SECOND, step(SECOND, 300));
            view.draw();
            assertThat(screen.text().lines()).as(screen.text()).hasSize(3).allSatisfy(line -> assertThat(line.length())
                    .isLessThan(columns));
        }
        screen.resize(second);
        terminal.setSize(new Size(second, 24));
        view.ended(Samples.done(FIRST));
        screen.resize(third);
        terminal.setSize(new Size(third, 24));
        view.step(THIRD, step(THIRD, 1));
        view.draw();
        assertThat(screen.text().lines()).as(screen.text()).hasSize(4);
        screen.resize(second);
        terminal.setSize(new Size(second, 24));
        view.close();

        assertThat(screen.text())
                .startsWith("skip true, seed 1  done  test ELBO -94.50")
                .hasLineCount(1);
    }
}
