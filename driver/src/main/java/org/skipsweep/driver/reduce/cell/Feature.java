package org.skipsweep.driver.reduce.cell;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * Something about cells that people read in a column where cells differ in it, and else in a heading.
 *
 * @param heading of the column
 * @param value in the column
 * @param phrase what a heading makes of the value
 */
public record Feature(String heading, Function<Cell, String> value, UnaryOperator<String> phrase) {
    private static final String ABSENT = "-";

    /** The value of a key: "latent-dim 20". */
    public static Feature of(TrialKey<?> key) {
        UnaryOperator<String> phrase =
                key.equals(DataKeys.DATASET) ? UnaryOperator.identity() : value -> key.name() + " " + value;
        return new Feature(key.name(), cell -> cell.settings().text(key), phrase);
    }

    /** A number. */
    public static Feature of(String heading, Function<Cell, Optional<Integer>> number, UnaryOperator<String> phrase) {
        return new Feature(
                heading, cell -> number.apply(cell).map(String::valueOf).orElse(ABSENT), phrase);
    }

    /** A number of things: "3 seeds". */
    public static Feature counted(String heading, String thing, Function<Cell, Optional<Integer>> number) {
        return of(heading, number, value -> Counted.of(Long.parseLong(value), thing));
    }

    /** The value of a cell, as a heading has it. */
    public String phrase(Cell cell) {
        String text = value.apply(cell);
        return text.equals(ABSENT) ? "no " + heading : phrase.apply(text);
    }

    /** Whether cells differ in it. */
    public boolean differs(List<Cell> cells) {
        return cells.stream().map(value).distinct().limit(2).count() > 1;
    }

    /** What all cells share, as a phrase; nothing where they differ or where it means nothing to them. */
    public Optional<String> shared(List<Cell> cells) {
        String first = value.apply(cells.get(0));
        return first.equals(ABSENT) || differs(cells) ? Optional.empty() : Optional.of(phrase.apply(first));
    }
}
