package org.skipsweep.driver.message;

/** What went wrong in the first place, below all that libraries say of it. */
public final class RootCause {
    private RootCause() {}

    /** The message of the last of the causes of {@code error}, or its class where it has no message. */
    public static String message(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
