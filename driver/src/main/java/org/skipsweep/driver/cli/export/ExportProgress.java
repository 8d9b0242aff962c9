package org.skipsweep.driver.cli.export;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.skipsweep.driver.export.ExportListener;
import org.skipsweep.driver.work.WorkLines;
import org.skipsweep.driver.work.WorkNews;
import picocli.CommandLine;

/** How an export is shown: a bar on a terminal, else a line for each tenth of the trials. */
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
        private final WorkLines lines;

        Lines(PrintWriter err) {
            this.err = err;
            this.lines = new WorkLines(err);
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public void exported(int done, int all) {
            lines.accept(new WorkNews("export", "trials", done, all));
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
