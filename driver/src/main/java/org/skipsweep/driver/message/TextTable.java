package org.skipsweep.driver.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text with aligned columns, for terminals: numbers to the right, words to the left, two spaces between. */
public final class TextTable {
    /** "12", "-94.50", "1E-9", "3/10", "12 min", or nothing. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,/]*(E-?[0-9]+)?( [A-Za-z]+)?|-|");

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with the given column heads. */
    public TextTable(List<String> heads) {
        rows.add(List.copyOf(heads));
    }

    /** Adds a row; it has as many cells as there are heads. */
    public void row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("a row has " + cells.size() + " cells but the table "
                    + rows.get(0).size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** The table, a line per row, heads first. */
    public List<String> lines() {
        int columns = rows.get(0).size();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, columns)
                    .mapToObj(column -> padded(row.get(column), column))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
        return lines;
    }

    private String padded(String cell, int column) {
        int width =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String space = " ".repeat(width - cell.length());
        return numeric(column) ? space + cell : cell + space;
    }

    private boolean numeric(int column) {
        return rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(column))
                .matches());
    }
}
