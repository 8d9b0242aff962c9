package org.skipsweep.driver.message;

/** Numbers of things, as sentences have them. */
public final class Counted {
    private Counted() {}

    /** "1 trial", "2 trials". */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
