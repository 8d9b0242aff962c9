package org.skipsweep.models.data;

/** Data that are missing, damaged or not what they should be; the message is meant for the user and complete. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
