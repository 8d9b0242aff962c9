package org.skipsweep.driver.sweep.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.skipsweep.models.trial.TrialKeys;

/** How keys and values appear in messages. */
public final class Shown {
    private Shown() {}

    /** The value as a user would write it; strings in quotes. */
    public static String value(Object raw) {
        return TrialKeys.shown(raw);
    }

    /** What to add to a message about a whole number of more than 64 bits, which HOCON reads as a text; else empty. */
    static String beyond(Object raw) {
        boolean beyond = raw instanceof Double number
                ? Math.abs(number) >= 0x1p63
                : raw instanceof String text && text.matches("[+-]?\\d{19,}");
        return beyond ? ", which is beyond the largest whole number, " + Long.MAX_VALUE : "";
    }

    /** "skip = true, decoder-layers = 2". */
    public static String combination(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + value(entry.getValue()).replace("\"", ""))
                .collect(Collectors.joining(", "));
    }

    /** The known name that {@code name} most looks like, if any is near enough to be a slip of the fingers. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int reach = Math.max(2, name.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(reach);
        return known.stream()
                .filter(candidate -> distance.apply(name, candidate) >= 0)
                .min(Comparator.comparing(candidate -> distance.apply(name, candidate)));
    }
}
