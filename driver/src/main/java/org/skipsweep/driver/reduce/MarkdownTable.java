package org.skipsweep.driver.reduce;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns are aligned in plain text as well. */
final class MarkdownTable {
    private final List<Heading> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** How a column reads. */
    enum Alignment {
        LEFT,
        RIGHT
    }

    /** The head of a column. */
    record Heading(String text, Alignment alignment) {}

    MarkdownTable(List<Heading> headings) {
        this.headings = List.copyOf(headings);
    }

    /** Adds a row of one text per column; a vertical bar in it is escaped. */
    void add(List<String> cells) {
        rows.add(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .toList());
    }

    /** The table, one line per row, each ending with a line feed. */
    String render() {
        StringBuilder text = new StringBuilder();
        int[] widths = widths();
        line(text, headings.stream().map(Heading::text).toList(), widths);
        for (int column = 0; column < widths.length; column++) {
            boolean right = headings.get(column).alignment() == Alignment.RIGHT;
            text.append(column == 0 ? "|" : "").append('-').append("-".repeat(widths[column]));
            text.append(right ? ":|" : "-|");
        }
        text.append('\n');
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
        text.append('|');
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - length(cells.get(column)));
            boolean right = headings.get(column).alignment() == Alignment.RIGHT;
            text.append(' ')
                    .append(right ? padding : "")
                    .append(cells.get(column))
                    .append(right ? "" : padding)
                    .append(" |");
        }
        text.append('\n');
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(headings.get(column).text());
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
