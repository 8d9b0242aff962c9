package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.FileTrouble;
import org.skipsweep.driver.run.progress.TrialNews;
import org.skipsweep.driver.store.Failure;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.NonFiniteLossException;

/** What is recorded of a trial that failed. */
final class Failures {
    private Failures() {}

    /**
     * The failure that an exception tells of. Where it happened is known from the exception or else from the last step. If the
     * file system cannot be asked for checkpoints, be it because that is what failed, the failure names none.
     *
     * @param last the last step that the trial is known to have begun
     */
    static Failure of(Throwable cause, Optional<TrialNews.Step> last, CheckpointFolder checkpoints) {
        Optional<Path> latest = Optional.empty();
        try {
            latest = FileTrouble.in(cause).isPresent() ? latest : checkpoints.latestPath();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        if (cause instanceof NonFiniteLossException loss) {
            return Failure.of(cause, loss.epoch(), loss.step(), latest);
        }
        return Failure.of(
                cause,
                last.map(TrialNews.Step::epoch).orElse(0),
                last.map(TrialNews.Step::sinceTheStart).orElse(0L),
                latest);
    }
}
