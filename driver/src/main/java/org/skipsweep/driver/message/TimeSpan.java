package org.skipsweep.driver.message;

import java.util.Locale;

/** Spans of time, as lines have them. */
public final class TimeSpan {
    private TimeSpan() {}

    /** "4:10 min", "2:05 h". */
    public static String of(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }
}
