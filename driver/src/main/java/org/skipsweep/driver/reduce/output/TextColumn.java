package org.skipsweep.driver.reduce.output;

import java.util.function.Function;
import org.skipsweep.driver.reduce.output.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.output.MarkdownTable.Heading;

/**
 * A column of a table that has a row for each of some things.
 *
 * @param heading above it
 * @param text what it says of a thing
 * @param <T> type of the things
 */
public record TextColumn<T>(Heading heading, Function<T, String> text) {

    /** A column of texts. */
    public static <T> TextColumn<T> left(String heading, Function<T, String> text) {
        return new TextColumn<>(new Heading(heading, Alignment.LEFT), text);
    }

    /** A column of numbers. */
    public static <T> TextColumn<T> right(String heading, Function<T, String> text) {
        return new TextColumn<>(new Heading(heading, Alignment.RIGHT), text);
    }
}
