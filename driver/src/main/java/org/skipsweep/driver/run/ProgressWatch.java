package org.skipsweep.driver.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a view of the epochs that trials have ended. It is only to be looked at: where the output cannot be read for it, the log says
 * so, and the run goes on.
 */
final class ProgressWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);

    private final Store store;
    private final ProgressView view;
    private final Map<Trial, Integer> lastEpoch = new HashMap<>();
    private boolean blind;

    ProgressWatch(Store store, ProgressView view) {
        this.store = store;
        this.view = view;
    }

    /** Tells what is new of these trials; reads nothing of others. */
    void look(List<Trial> atWork) {
        lastEpoch.keySet().retainAll(atWork);
        for (Trial trial : atWork) {
            Optional<Progress> last = Optional.empty();
            try {
                List<Progress> epochs = store.trial(trial).progress();
                last = epochs.isEmpty() ? last : Optional.of(epochs.get(epochs.size() - 1));
                blind = false;
            } catch (IOException | RuntimeException e) {
                failed(e);
                return;
            }
            last.ifPresent(epoch -> tell(trial, epoch));
        }
    }

    private void failed(Exception e) {
        if (!blind) {
            LOG.warn("progress cannot be shown at present, the run goes on: {}", e.toString());
        }
        blind = true;
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Trial trial, Progress last) {
        int epoch = last.report().epoch();
        if (lastEpoch.getOrDefault(trial, 0) != epoch) {
            lastEpoch.put(trial, epoch);
            view.epoch(trial, last);
        }
    }
}
