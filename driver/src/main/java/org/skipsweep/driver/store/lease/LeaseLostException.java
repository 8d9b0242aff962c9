package org.skipsweep.driver.store.lease;

/** Another driver has taken over the output while this one was not heard of. */
public final class LeaseLostException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
