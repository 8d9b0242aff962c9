package org.skipsweep.driver.run;

/** A process could not give a trial the memory that it asked for, and goes on. */
abstract sealed class MemoryException extends Exception permits HeapMemoryException, NativeMemoryException {
    private static final long serialVersionUID = 1L;

    MemoryException(String message, OutOfMemoryError cause) {
        super(message, cause);
    }
}
