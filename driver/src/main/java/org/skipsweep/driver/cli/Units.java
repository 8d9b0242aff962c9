package org.skipsweep.driver.cli;

import java.util.Locale;

/** Numbers with their units, as short as a table wants them. */
final class Units {
    private Units() {}

    /** "45 s", "12 min", "3.4 h", "2.1 d". */
    static String duration(double seconds) {
        if (seconds < 90) {
            return format("%.0f s", seconds);
        }
        if (seconds < 90 * 60) {
            return format("%.0f min", seconds / 60);
        }
        return seconds < 48 * 3600 ? format("%.1f h", seconds / 3600) : format("%.1f d", seconds / 86400);
    }

    /** In 10^9 floating-point operations. */
    static String gigaflop(double flops) {
        return format("%,.0f", flops / 1e9);
    }

    static String megabytes(double bytes) {
        return format("%,.0f MB", bytes / 1e6);
    }

    static String nats(double value) {
        return format("%.2f", value);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
