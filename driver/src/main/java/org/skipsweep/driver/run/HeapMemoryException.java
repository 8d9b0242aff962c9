package org.skipsweep.driver.run;

import java.util.Optional;
import org.skipsweep.driver.message.FullHeap;

/** A trial needed more of the Java heap than there is. */
final class HeapMemoryException extends MemoryException {
    private static final long serialVersionUID = 1L;

    private HeapMemoryException(String message, OutOfMemoryError cause) {
        super(message, cause);
    }

    /** What the error means if the heap was full. */
    static Optional<HeapMemoryException> of(OutOfMemoryError error) {
        return FullHeap.in(error).map(message -> new HeapMemoryException(message, error));
    }
}
