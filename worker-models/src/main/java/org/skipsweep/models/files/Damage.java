package org.skipsweep.models.files;

import java.nio.BufferUnderflowException;
import java.util.List;

/** What there is to say of a damaged file over which a library stumbled. */
public final class Damage {
    /** What Java throws where a program has no answer: where it did so helps nobody who only has the file. */
    private static final List<Class<? extends RuntimeException>> STUMBLES = List.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            NegativeArraySizeException.class,
            ArithmeticException.class,
            BufferUnderflowException.class);

    private Damage() {}

    /** The message of the last of the causes of {@code error}, if it is one for people. */
    public static String told(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean stumbled = root.getMessage() == null;
        for (Class<?> stumble : STUMBLES) {
            stumbled |= stumble.isInstance(root);
        }
        return stumbled ? "it contradicts itself" : root.getMessage();
    }
}
