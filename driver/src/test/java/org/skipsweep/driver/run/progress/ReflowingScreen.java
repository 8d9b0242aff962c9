package org.skipsweep.driver.run.progress;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person sees on a terminal that breaks long lines when it becomes narrower, as most do: as many rows as were ever written, as
 * if nothing had scrolled away. Knows what progress is drawn with, and refuses the rest.
 */
final class ReflowingScreen extends OutputStream {
    private static final Pattern SEQUENCE = Pattern.compile("\\x1b\\[([?0-9;]*)([A-Za-z])|\\x1b[()][A-Z0-9]|\\x0f");

    private final StringBuilder unread = new StringBuilder();
    private final List<Row> rows = new ArrayList<>(List.of(new Row(new StringBuilder(), false)));
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    private int columns;
    private int row;
    private int column;

    /** @param continued whether it goes on with the row before it */
    private record Row(StringBuilder text, boolean continued) {}

    ReflowingScreen(int columns) {
        this.columns = columns;
    }

    @Override
    public void write(int value) {
        bytes.write(value);
    }

    @Override
    public void flush() {
        unread.append(bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
        int at = 0;
        while (at < unread.length()) {
            Matcher sequence = SEQUENCE.matcher(unread).region(at, unread.length());
            if (sequence.lookingAt()) {
                if (sequence.group(2) != null) {
                    control(sequence.group(1), sequence.group(2).charAt(0));
                }
                at = sequence.end();
            } else {
                put(unread.charAt(at++));
            }
        }
        unread.setLength(0);
    }

    private void put(char character) {
        switch (character) {
            case '\r' -> column = 0;
            case '\n' -> {
                // As a terminal's driver hands it on.
                down(1);
                column = 0;
            }
            case '\b' -> column = Math.max(0, column - 1);
            default -> {
                if (column == columns) {
                    down(1);
                    column = 0;
                    rows.set(row, new Row(rows.get(row).text(), true));
                }
                StringBuilder text = rows.get(row).text();
                text.append(" ".repeat(Math.max(0, column + 1 - text.length())));
                text.setCharAt(column++, character);
            }
        }
    }

    private void down(int lines) {
        row += lines;
        while (rows.size() <= row) {
            rows.add(new Row(new StringBuilder(), false));
        }
    }

    private void control(String arguments, char command) {
        int number = arguments.matches("[0-9]+") ? Integer.parseInt(arguments) : 1;
        StringBuilder text = rows.get(row).text();
        switch (command) {
            case 'm', 'h', 'l' -> {}
            case 'A' -> row = Math.max(0, row - number);
            case 'B' -> down(number);
            case 'C' -> column = Math.min(columns, column + number);
            case 'D' -> column = Math.max(0, column - number);
            case 'G' -> column = number - 1;
            case 'K' -> text.setLength(Math.min(text.length(), column));
            case 'J' -> {
                text.setLength(Math.min(text.length(), column));
                rows.subList(row + 1, rows.size()).clear();
            }
            case 'P' -> text.delete(Math.min(text.length(), column), Math.min(text.length(), column + number));
            case '@' -> text.insert(Math.min(text.length(), column), " ".repeat(number));
            case 'L' -> {
                for (int i = 0; i < number; i++) {
                    rows.add(row, new Row(new StringBuilder(), false));
                }
            }
            case 'M' -> rows.subList(row, Math.min(rows.size(), row + number)).clear();
            default -> throw new IllegalStateException("a terminal sequence of no use here: " + arguments + command);
        }
        down(0);
    }

    /** Becomes narrower or wider, and lines with it. */
    void resize(int wanted) {
        List<Row> before = List.copyOf(rows);
        int cursor = row;
        rows.clear();
        columns = wanted;
        for (int first = 0; first < before.size(); ) {
            int next = first + 1;
            StringBuilder line = new StringBuilder(before.get(first).text());
            int start = first == cursor ? 0 : -1;
            while (next < before.size() && before.get(next).continued()) {
                start = next == cursor ? line.length() : start;
                line.append(before.get(next++).text());
            }
            if (start >= 0) {
                int place = start + column;
                row = rows.size() + Math.max(0, place - 1) / columns;
                column = place - Math.max(0, place - 1) / columns * columns;
            }
            for (int from = 0; from == 0 || from < line.length(); from += columns) {
                rows.add(new Row(
                        new StringBuilder(line.substring(from, Math.min(line.length(), from + columns))), from > 0));
            }
            first = next;
        }
        down(0);
    }

    /** What stands there, without blank ends of lines and blank lines at the end; a broken line is one. */
    String text() {
        return rows.stream()
                .map(line -> (line.continued() ? "" : "\n") + line.text())
                .collect(Collectors.joining())
                .replaceAll("(?m) +$", "")
                .strip();
    }
}
