package org.skipsweep.models.trial;

/** Range checks that name the key and print the value that failed. */
final class Require {
    private Require() {}

    static void atLeast(String key, double value, double minimum) {
        if (!(value >= minimum)) {
            throw new IllegalArgumentException(key + " must be at least " + trim(minimum) + " but is " + trim(value));
        }
    }

    static void positive(String key, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(key + " must be a positive number but is " + trim(value));
        }
    }

    private static String trim(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
