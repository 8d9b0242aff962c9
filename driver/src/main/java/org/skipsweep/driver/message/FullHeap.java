package org.skipsweep.driver.message;

import java.util.Optional;
import java.util.Set;

/** A Java heap that was too small. */
public final class FullHeap {
    /** What Java says of the heap, which has room again when what filled it is given up; its other kinds of memory stay full. */
    private static final Set<String> HEAP =
            Set.of("Java heap space", "GC overhead limit exceeded", "Requested array size exceeds VM limit");

    private FullHeap() {}

    /**
     * That the heap of this process was full, and what to do, if {@code error} or one of its causes says so.
     *
     * @return empty if none does
     */
    public static Optional<String> in(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError && HEAP.contains(String.valueOf(cause.getMessage()))) {
                return Optional.of(
                        "the Java heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB was full ("
                                + cause.getMessage()
                                + "); give Java more (SKIP_SWEEP_JAVA_OPTS=-Xmx4g, under spark-submit --driver-memory 4g), run fewer"
                                + " trials at once (SKIP_SWEEP_MASTER=local[1]), or make them smaller (train-examples, batch-size)");
            }
        }
        return Optional.empty();
    }
}
