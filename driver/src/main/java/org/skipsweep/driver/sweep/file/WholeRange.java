package org.skipsweep.driver.sweep.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Whole numbers as people count them, {@code "2..10"}: the first, the last and all between.
 *
 * @param first not above {@code last}
 */
record WholeRange(long first, long last) {
    /** The most values that a range may stand for. */
    static final int MOST = 100_000;

    private static final String DOTS = "..";
    private static final Pattern TEXT = Pattern.compile("\\s*(-?\\d{1,18})\\s*\\.\\.\\s*(-?\\d{1,18})\\s*");

    /** Whether a value is meant as a range. */
    static boolean isMeant(Object raw) {
        return raw instanceof String text && text.contains(DOTS);
    }

    /**
     * The range that a text means.
     *
     * @throws IllegalArgumentException if it is none, ends before it begins or is too long; the message is to be read after
     *     what has the range: {@code "has the range ..."}
     */
    static WholeRange of(String text) {
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException(
                    "has the range " + Shown.value(text) + ", which is not of whole numbers; write one as \"2..10\"");
        }
        WholeRange range = new WholeRange(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
        if (range.last < range.first) {
            throw new IllegalArgumentException("has the range " + Shown.value(text)
                    + ", which ends before it begins; write \"" + range.last + DOTS + range.first + "\"");
        }
        if (range.last - range.first >= MOST) {
            throw new IllegalArgumentException("has the range " + Shown.value(text) + " of "
                    + (range.last - range.first + 1) + " values; at most " + MOST + " can be listed");
        }
        return range;
    }

    /** The numbers in their order. */
    LongStream numbers() {
        return LongStream.rangeClosed(first, last);
    }
}
