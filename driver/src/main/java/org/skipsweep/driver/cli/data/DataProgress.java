package org.skipsweep.driver.cli.data;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.skipsweep.models.data.fetch.DownloadListener;
import org.skipsweep.models.data.fetch.PublishedFile;
import picocli.CommandLine;

/** How one download is shown: a bar on a terminal, else a line every tenth of the way. */
sealed interface DataProgress extends DownloadListener, AutoCloseable {

    /** The form that suits standard output as it is. */
    static DataProgress of(PublishedFile file, PrintWriter out) {
        return CommandLine.Help.Ansi.AUTO.enabled() ? new Bar(file) : new Lines(out);
    }

    @Override
    void close();

    /** Plain lines. */
    final class Lines implements DataProgress {
        private final PrintWriter out;
        private long tenths;

        Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void advanced(PublishedFile file, long bytesDone, long bytesTotal) {
            long reached = 10 * bytesDone / bytesTotal;
            if (reached != tenths) {
                tenths = reached;
                out.printf(Locale.ROOT, "%s: %,d of %,d bytes%n", file.path(), bytesDone, bytesTotal);
                out.flush();
            }
        }

        @Override
        public void noted(PublishedFile file, String message) {
            out.println(file.path() + ": " + message);
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /** A bar with speed and time left. */
    final class Bar implements DataProgress {
        private final ProgressBar bar;

        Bar(PublishedFile file) {
            bar = new ProgressBarBuilder()
                    .setTaskName(file.name())
                    .setInitialMax(file.bytes().orElse(-1))
                    .setUnit(" MB", 1_000_000)
                    .showSpeed()
                    .build();
        }

        @Override
        public void advanced(PublishedFile file, long bytesDone, long bytesTotal) {
            bar.maxHint(bytesTotal);
            bar.stepTo(bytesDone);
        }

        @Override
        public void noted(PublishedFile file, String message) {
            bar.setExtraMessage(" " + message);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
