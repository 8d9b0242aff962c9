package org.skipsweep.driver.run;

import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.skipsweep.driver.sweep.plan.Software;

/**
 * The process in which a trial is carried out.
 *
 * @param name of the executor and its host, for people
 * @param endsTheSweep whether the driver runs in it too, so that nothing would go on without it
 */
record TrialPlace(String name, boolean endsTheSweep) {
    /** What Spark calls the executor of a driver. */
    private static final String DRIVER = "driver";

    /** That of the task that runs in this thread, or of the driver. */
    static TrialPlace here() {
        String executor = SparkEnv.get().executorId();
        return new TrialPlace(executor + "@" + Software.host(), executor.equals(DRIVER));
    }

    /** The same with something behind its name. */
    TrialPlace with(String remark) {
        return new TrialPlace(name + remark, endsTheSweep);
    }

    /**
     * What to tell of memory that was refused. Where the heap is full, nothing in the process can be relied on, so it is left to Spark,
     * which ends it and goes on in another; but for a driver, which goes on as well as it can.
     *
     * @throws OutOfMemoryError the error itself, if the process had better end
     */
    MemoryException told(OutOfMemoryError error) {
        return NativeMemoryException.of(error)
                .<MemoryException>map(refused -> refused)
                .or(() -> endsTheSweep ? HeapMemoryException.of(error) : Optional.empty())
                .orElseThrow(() -> error);
    }
}
