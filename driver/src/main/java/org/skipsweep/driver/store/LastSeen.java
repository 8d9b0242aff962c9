package org.skipsweep.driver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.skipsweep.models.trial.result.EpochReport;

/** When a trial without a result was last heard of, and whether it is likely to run still. */
final class LastSeen {
    /** What the first epoch, the test set or a pause may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int EPOCHS = 3;

    private LastSeen() {}

    /** The time of the last epoch, or else that at which the folder was made. */
    static Optional<Instant> of(List<Progress> epochs, Optional<Instant> begun) {
        return last(epochs).flatMap(Progress::time).or(() -> begun);
    }

    /** Running if it was seen within {@value #EPOCHS} of its epochs, or ten minutes if that is longer. */
    static TrialState state(List<Progress> epochs, Optional<Instant> seen, Instant now) {
        boolean recent =
                seen.filter(time -> time.plus(patience(epochs)).isAfter(now)).isPresent();
        return recent ? TrialState.RUNNING : TrialState.SILENT;
    }

    private static Duration patience(List<Progress> epochs) {
        double epochSeconds =
                last(epochs).map(Progress::report).map(LastSeen::epochSeconds).orElse(0.0);
        Duration some = Duration.ofSeconds(Math.round(EPOCHS * epochSeconds));
        return some.compareTo(PATIENCE) > 0 ? some : PATIENCE;
    }

    private static double epochSeconds(EpochReport report) {
        int open = report.epochs() - report.epoch();
        return open == 0 ? 0 : report.secondsLeft() / open;
    }

    private static Optional<Progress> last(List<Progress> epochs) {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }
}
