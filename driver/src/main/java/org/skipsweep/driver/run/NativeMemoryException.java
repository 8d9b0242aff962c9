package org.skipsweep.driver.run;

import java.util.Optional;

/** A trial needed more native memory than its process may have. The virtual machine itself is sound. */
final class NativeMemoryException extends MemoryException {
    private static final long serialVersionUID = 1L;

    private NativeMemoryException(OutOfMemoryError cause) {
        super(
                "not enough memory outside the Java heap: " + cause.getMessage()
                        + "; give the process more (spark.executor.memoryOverhead on a cluster), run fewer trials in it"
                        + " (spark.task.cpus, or SKIP_SWEEP_MASTER=local[1] here), or make the trial smaller (batch-size)",
                cause);
    }

    /**
     * What the error means if it is JavaCPP's, which refuses an allocation beyond its limit; empty if the virtual machine itself
     * is out of memory, after which nothing in it can be relied on.
     */
    static Optional<NativeMemoryException> of(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("Physical memory usage is too high")
                        || message.startsWith("Failed to allocate memory within limits")
                        || message.startsWith("Cannot allocate new ")
                ? Optional.of(new NativeMemoryException(error))
                : Optional.empty();
    }
}
