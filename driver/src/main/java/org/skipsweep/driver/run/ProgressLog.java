package org.skipsweep.driver.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.models.trial.result.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the epochs of a trial in its folder. An epoch that cannot be written at its time waits for the next. */
final class ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);

    private final TrialFolder folder;
    private final String executor;
    private final Deque<Progress> unwritten = new ArrayDeque<>();

    /** @param executor where the epochs are trained */
    ProgressLog(TrialFolder folder, String executor) {
        this.folder = folder;
        this.executor = executor;
    }

    /** Keeps an epoch that ends now. */
    void add(EpochReport report) {
        unwritten.add(new Progress(report, executor, Optional.of(Instant.now())));
        try {
            complete();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}: epoch {} cannot be recorded yet, training goes on: {}", folder.path(), report.epoch(), e);
        }
    }

    /** Writes what waits. */
    void complete() throws IOException {
        while (!unwritten.isEmpty()) {
            folder.append(unwritten.peek());
            unwritten.remove();
        }
    }
}
