package org.skipsweep.driver.reduce.output;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns are aligned in plain text as well. */
public final class MarkdownTable {
    private final List<Heading> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** How a column reads. */
    public enum Alignment {
        LEFT,
        RIGHT
    }

    /** The head of a column. */
    public record Heading(String text, Alignment alignment) {}

    public MarkdownTable(List<Heading> headings) {
        this.headings = List.copyOf(headings);
    }

    /** The table of {@code things}, a row for each, as {@link #render} gives it. */
    public static <T> String of(List<TextColumn<T>> columns, List<T> things) {
        MarkdownTable table =
                new MarkdownTable(columns.stream().map(TextColumn::heading).toList());
        things.forEach(thing -> table.add(
                columns.stream().map(column -> column.text().apply(thing)).toList()));
        return table.render();
    }

    /** Adds a row of one text per column; a vertical bar in it is escaped. */
    public void add(List<String> cells) {
        rows.add(cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .toList());
    }

    /** The table, one line per row, each ending with a line feed. */
    public String render() {
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
