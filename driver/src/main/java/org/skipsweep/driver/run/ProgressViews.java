package org.skipsweep.driver.run;

import java.io.PrintWriter;
import java.util.function.Function;
import org.skipsweep.driver.sweep.plan.Trial;

/** The view that suits the place where progress is shown. */
public final class ProgressViews {
    private ProgressViews() {}

    /**
     * A view that is told and closed by one run.
     *
     * @param terminal whether somebody watches on a terminal
     * @param out where plain lines go otherwise
     * @param name what to call a trial, short
     */
    public static ProgressView of(boolean terminal, PrintWriter out, Function<Trial, String> name) {
        return terminal ? new TerminalProgress(name) : new PlainProgress(out);
    }
}
