package org.skipsweep.driver.reduce.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.driver.reduce.query.TrialTable.Row;

/** In which form trials are printed. Tables for people round; the others hold all digits, and nothing where there is nothing. */
public enum TableFormat {
    /** Aligned columns, for a terminal. */
    TABLE {
        @Override
        public void print(List<String> columns, List<Row> rows, PrintWriter out) {
            TextTable table = new TextTable(columns);
            rows.forEach(row -> table.row(columns.stream()
                    .map(column -> Values.text(column, row.get(column)))
                    .toList()));
            table.lines().forEach(out::println);
        }
    },
    /** Comma-separated values with a header, as RFC 4180 has them. */
    CSV {
        @Override
        public void print(List<String> columns, List<Row> rows, PrintWriter out) {
            CsvWriterSettings settings = new CsvWriterSettings();
            settings.getFormat().setLineSeparator("\n");
            CsvWriter writer = new CsvWriter(out, settings);
            writer.writeHeaders(columns);
            rows.forEach(row -> writer.writeRow(columns.stream().map(row::get).toArray()));
            writer.flush();
        }
    },
    /** An array of objects, one a line. */
    JSON {
        @Override
        public void print(List<String> columns, List<Row> rows, PrintWriter out) {
            ObjectMapper json = new ObjectMapper();
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Object> object = new LinkedHashMap<>();
                Row row = rows.get(i);
                columns.forEach(column -> object.put(column, row.get(column)));
                try {
                    out.println(
                            (i == 0 ? "[" : " ") + json.writeValueAsString(object) + (i + 1 < rows.size() ? "," : "]"));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("texts, numbers and truth values have a JSON form", e);
                }
            }
            if (rows.isEmpty()) {
                out.println("[]");
            }
        }
    },
    /** A table that renders on the web and reads well as it is. */
    MARKDOWN {
        @Override
        public void print(List<String> columns, List<Row> rows, PrintWriter out) {
            out.print(MarkdownTable.of(
                    columns.stream()
                            .map(column -> TextColumn.<Row>left(column, row -> Values.text(column, row.get(column))))
                            .toList(),
                    rows));
        }
    };

    /** Prints some columns of some rows. */
    public abstract void print(List<String> columns, List<Row> rows, PrintWriter out);
}
