package org.skipsweep.driver.reduce;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Names for lines and panels of a figure: the model, and of the settings those in which rows differ. */
final class CurveNames {
    private final List<Row> rows;
    private final List<String> settings;

    /**
     * @param rows with columns {@code model} and {@code settings}
     * @param settings columns that tell lines apart
     */
    CurveNames(List<Row> rows, List<String> settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** The name of the line that {@code row} belongs to. */
    String of(Row row) {
        String model = row.<String>getAs("model").toUpperCase(Locale.ROOT);
        String rest = settings.stream()
                .filter(this::differs)
                .map(setting -> phrase(setting, row))
                .collect(Collectors.joining(", "));
        return rest.isEmpty() ? model : model + ", " + rest;
    }

    /** What all rows have in common. */
    String shared() {
        return settings.stream()
                .filter(setting -> !differs(setting))
                .map(setting -> phrase(setting, rows.get(0)))
                .collect(Collectors.joining(", "));
    }

    private boolean differs(String setting) {
        Object first = rows.get(0).<Object>getAs(setting);
        return rows.stream().anyMatch(row -> !Objects.equals(first, row.<Object>getAs(setting)));
    }

    private static String phrase(String setting, Row row) {
        Object value = row.isNullAt(row.fieldIndex(setting)) ? "all" : row.<Object>getAs(setting);
        return switch (setting) {
            case "dataset" -> String.valueOf(value);
            case "epochs" -> value + " epochs";
            case "train_examples" -> value + " training images";
            case "test_examples" -> "N = " + value + " test images";
            default -> ResultSchema.key(setting) + " " + value;
        };
    }
}
