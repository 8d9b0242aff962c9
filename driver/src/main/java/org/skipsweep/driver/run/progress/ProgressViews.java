package org.skipsweep.driver.run.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.skipsweep.driver.sweep.plan.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The view that suits the place where progress is shown. */
public final class ProgressViews {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressViews.class);

    private ProgressViews() {}

    /**
     * A view that is told and closed by one run.
     *
     * @param terminal whether somebody watches on a terminal
     * @param out where plain lines go otherwise, or if the terminal cannot be used
     * @param name what to call a trial, short
     */
    public static ProgressView of(boolean terminal, PrintWriter out, Function<Trial, String> name) {
        if (terminal) {
            try {
                return new TerminalProgress(terminal(), name);
            } catch (IOException | RuntimeException e) {
                LOG.warn("the terminal cannot be drawn on, progress comes in lines", e);
            }
        }
        return new PlainProgress(out, name);
    }

    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(true).build();
    }
}
