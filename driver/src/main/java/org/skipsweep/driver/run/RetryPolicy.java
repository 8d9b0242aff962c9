package org.skipsweep.driver.run;

import java.io.Serializable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.train.NonFiniteLossException;

/**
 * When a trial that failed is tried again, from its newest checkpoint. What would fail in the same way every time, such as
 * a loss that is not finite or data that are not there, is not.
 *
 * @param maxAttempts how often a trial is tried in one run, at least 1
 */
record RetryPolicy(int maxAttempts) implements Serializable {

    /** Whether to try again after attempt number {@code attempt}, counted from 1, failed with {@code cause}. */
    boolean again(int attempt, Exception cause) {
        boolean deterministic = cause instanceof NonFiniteLossException
                || cause instanceof DataException
                || cause instanceof UserError
                || cause instanceof IllegalArgumentException;
        return !deterministic && attempt < maxAttempts;
    }
}
