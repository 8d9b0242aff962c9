package org.skipsweep.driver.run;

import java.util.concurrent.Future;

/**
 * A trial under way.
 *
 * @param <T> what will come of it
 */
interface TrialJob<T> extends Future<T> {

    /** Whether somebody works on it at this moment, as opposed to its waiting for a place or having ended. */
    boolean atWork();
}
