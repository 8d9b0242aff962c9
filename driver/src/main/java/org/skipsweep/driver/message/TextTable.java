package org.skipsweep.driver.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text with aligned columns, for terminals: numbers to the right, words to the left, two spaces between. */
public final class TextTable {
    /** "12", "-94.50", "1E-9", "3/10", "12 min", or nothing. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,/]*(E[-+]?[0-9]+)?( [A-Za-z]+){0,2}|-|");

    /** The most rows that {@link #ends} shows without leaving any out. */
    public static final int MOST = 100;

    private static final int SHOWN = 20;

    private final List<List<String>> rows = new ArrayList<>();
    /** By the row that a line stands before, what it says. */
    private final Map<Integer, String> gaps = new HashMap<>();

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

    /**
     * Adds rows; of more than {@value #MOST} only the first and the last {@value #SHOWN}, with a line between them that counts
     * the others.
     *
     * @param count number of rows
     * @param row the row of an index; asked for those only that are shown
     * @param rest what to say behind the number of rows that are left out
     */
    public void ends(int count, IntFunction<List<String>> row, String rest) {
        boolean whole = count <= MOST;
        IntStream.range(0, whole ? count : SHOWN).mapToObj(row).forEach(this::row);
        if (!whole) {
            gaps.put(rows.size(), String.format(Locale.ROOT, "... %,d %s", count - 2 * SHOWN, rest));
            IntStream.range(count - SHOWN, count).mapToObj(row).forEach(this::row);
        }
    }

    /** The table, a line per row, heads first. */
    public List<String> lines() {
        List<Column> columns = IntStream.range(0, rows.get(0).size())
                .mapToObj(index -> Column.of(rows, index))
                .toList();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (gaps.containsKey(i)) {
                lines.add(gaps.get(i));
            }
            lines.add(columns.stream()
                    .map(column -> column.padded(row.get(column.index())))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
        return lines;
    }

    /**
     * A column as all of its cells make it.
     *
     * @param width of the longest
     * @param numeric whether all below the head are numbers
     */
    private record Column(int index, int width, boolean numeric) {
        static Column of(List<List<String>> rows, int index) {
            return new Column(
                    index,
                    rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0),
                    rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(index))
                            .matches()));
        }

        String padded(String cell) {
            String space = " ".repeat(width - cell.length());
            return numeric ? space + cell : cell + space;
        }
    }
}
