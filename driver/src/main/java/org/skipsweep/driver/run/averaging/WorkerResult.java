package org.skipsweep.driver.run.averaging;

import java.io.Serializable;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.train.replica.Replica;

/** What a worker brings back from a round. */
sealed interface WorkerResult extends Serializable {
    /** Its share is trained. */
    record Done(Replica.Trained trained) implements WorkerResult {}

    /** Its loss stopped being finite, as it would if Spark tried again. */
    record Diverged(NonFiniteLossException problem) implements WorkerResult {}
}
