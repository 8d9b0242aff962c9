package org.skipsweep.driver.page.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.page.OutputView;

/**
 * One view for all viewers: who asks while it is fresh gets what was seen last. It is fresh for a second, or for as long again as the last
 * look took, so that a slow store is not pressed however many watch.
 */
final class SharedView {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final String out;
    private final Configuration hadoop;
    private Optional<OutputView> view = Optional.empty();
    private long nextLook;
    private Optional<String> problem;

    /** Looks for the first time, which takes longer than later: before anybody waits for it. */
    SharedView(String out, Configuration hadoop) {
        this.out = out;
        this.hadoop = hadoop;
        this.problem = look();
        this.nextLook = System.nanoTime() + FRESH;
    }

    /**
     * What {@link OutputView#changes} tells; with a {@code problem} where a file could not be read at the last look.
     *
     * @throws UserError if nothing of the output could be read yet
     */
    synchronized ObjectNode changes(long since) {
        if (System.nanoTime() - nextLook >= 0) {
            long start = System.nanoTime();
            problem = look();
            long end = System.nanoTime();
            nextLook = end + Math.max(FRESH, end - start);
        }
        ObjectNode changes =
                view.orElseThrow(() -> new UserError(problem.orElseThrow())).changes(since);
        problem.ifPresent(text -> changes.put("problem", text));
        return changes;
    }

    private Optional<String> look() {
        try {
            if (view.isPresent()) {
                view.get().look();
            } else {
                view = Optional.of(OutputView.of(out, hadoop));
            }
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(String.join("; ", e.problems()));
        } catch (IOException e) {
            return Optional.of(out + ": cannot be read: " + e.getMessage());
        }
    }
}
