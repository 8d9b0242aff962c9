package org.skipsweep.driver.cli;

/** What the process returns to its shell. */
public final class ExitCodes {
    /** Everything asked for is done. */
    public static final int DONE = 0;
    /** Some trial failed, two runs differ, or two engines do. */
    public static final int FAILED = 1;
    /** The request is wrong; nothing was run. */
    public static final int WRONG_REQUEST = 2;
    /** Interrupted, or stopped since another driver took over; the same command continues. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
