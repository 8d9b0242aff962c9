package org.skipsweep.driver.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WorkLinesTest {
    private final StringWriter text = new StringWriter();
    private final long[] seconds = new long[1];
    private final WorkLines lines = new WorkLines(new PrintWriter(text), () -> seconds[0] * 1_000_000_000L);

    @Test
    void everyTenth_aLineOnce_withTheTimeLeft() {
        for (int done = 0; done <= 1000; done += 20, seconds[0] += 2) {
            lines.accept(new WorkNews("t-SNE of trial 0a", "iterations", done, 1000));
        }
        assertThat(text.toString().lines())
                .hasSize(10)
                .startsWith(
                        "t-SNE of trial 0a: 100 of 1,000 iterations, about 1:30 min left",
                        "t-SNE of trial 0a: 200 of 1,000 iterations, about 1:20 min left")
                .endsWith("t-SNE of trial 0a: 1,000 of 1,000 iterations");
    }

    @Test
    void pieces_eachItsOwnTenths() {
        lines.accept(new WorkNews("one", "epochs", 5, 10));
        lines.accept(new WorkNews("other", "epochs", 1, 10));
        lines.accept(new WorkNews("one", "epochs", 5, 10));
        assertThat(text.toString().lines()).containsExactly("one: 5 of 10 epochs", "other: 1 of 10 epochs");
    }
}
