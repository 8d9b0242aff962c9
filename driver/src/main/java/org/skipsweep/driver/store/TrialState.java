package org.skipsweep.driver.store;

import java.util.Locale;

/** How far a trial is. */
public enum TrialState {
    /** Not started. */
    WAITING,
    /** Started and without a result, and heard of not long ago. */
    RUNNING,
    /** Started and without a result, and not heard of for longer than its epochs take: the next run goes on with it. */
    SILENT,
    /** Finished; never run again. */
    DONE,
    /** Given up after an error; the next run tries it again. */
    FAILED;

    /** The word in files and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
