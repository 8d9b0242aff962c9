package org.skipsweep.driver.page.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.page.OutputView;

/**
 * One view for all viewers: who asks while it is fresh gets what was seen last. It is fresh for a second, or for fifty times as long as
 * the last look took, so that looking takes no more than a fiftieth of a core however many watch, and a slow store is not pressed.
 */
final class SharedView {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    private static final long REST = 50;

    private final OutputView view;
    private long nextLook = System.nanoTime() + FRESH;

    SharedView(OutputView view) {
        this.view = view;
    }

    /** What {@link OutputView#changes} tells; with a {@code problem} where some file could not be read just now. */
    synchronized ObjectNode changes(long since) {
        String problem = null;
        if (System.nanoTime() - nextLook >= 0) {
            long start = System.nanoTime();
            try {
                view.look();
            } catch (UserError e) {
                problem = String.join("; ", e.problems());
            } catch (IOException e) {
                problem = e.getMessage();
            }
            long end = System.nanoTime();
            nextLook = end + Math.max(FRESH, REST * (end - start));
        }
        ObjectNode changes = view.changes(since);
        if (problem != null) {
            changes.put("problem", problem);
        }
        return changes;
    }
}
