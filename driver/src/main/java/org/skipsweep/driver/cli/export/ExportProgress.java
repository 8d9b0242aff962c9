package org.skipsweep.driver.cli.export;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.skipsweep.driver.export.ExportListener;
import picocli.CommandLine;

/** How an export is shown: a bar on a terminal, else a line every tenth of the way. */
sealed interface ExportProgress extends ExportListener, AutoCloseable {

    /** The form that suits standard error as it is. */
    static ExportProgress of(PrintWriter err) {
        return CommandLine.Help.Ansi.AUTO.enabled() ? new Bar(err) : new Lines(err);
    }

    /** Where it is shown. */
    PrintWriter err();

    @Override
    default void noted(String message) {
        err().println(message);
        err().flush();
    }

    @Override
    void close();

    /** Plain lines. */
    final class Lines implements ExportProgress {
        private final PrintWriter err;
        private long tenths;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public void exported(int done, int all) {
            long reached = 10L * done / all;
            if (reached != tenths) {
                tenths = reached;
                err.println(done + " of " + all + " trials");
                err.flush();
            }
        }

        @Override
        public void close() {
            err.flush();
        }
    }

    /** A bar with the time left. */
    final class Bar implements ExportProgress {
        private final PrintWriter err;
        private final ProgressBar bar =
                new ProgressBarBuilder().setTaskName("trials").build();

        Bar(PrintWriter err) {
            this.err = err;
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public void exported(int done, int all) {
            bar.maxHint(all);
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
