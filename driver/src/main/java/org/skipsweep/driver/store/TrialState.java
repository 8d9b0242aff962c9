package org.skipsweep.driver.store;

import java.util.Locale;

/** How far a trial is. */
public enum TrialState {
    /** Not started. */
    WAITING,
    /** Started and without a result: it runs, or was interrupted and will continue. */
    RUNNING,
    /** Finished; never run again. */
    DONE,
    /** Given up after an error; the next run tries it again. */
    FAILED;

    /** The word in files and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
