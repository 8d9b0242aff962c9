package org.skipsweep.driver.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.reduce.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.MarkdownTable.Heading;
import org.skipsweep.driver.reduce.PaperTable.Source;
import org.skipsweep.driver.sweep.plan.Reduction;

/** How people read a table: what all cells share in the heading, what differs in columns. */
final class TableText {
    private final String sweep;
    private final Reduction reduction;
    private final PaperTable paper;
    private final List<Row> cells;
    private final List<String> varying;

    /**
     * @param sweep its name
     * @param reduction which table this is
     * @param paper the table of the paper that it stands beside
     * @param cells what {@link CellTable} gives
     * @param varying further settings that vary
     */
    TableText(String sweep, Reduction reduction, PaperTable paper, List<Row> cells, List<String> varying) {
        this.sweep = sweep;
        this.reduction = reduction;
        this.paper = paper;
        this.cells = cells;
        this.varying = varying;
    }

    /** A part of a cell that stands in a column where cells differ in it, and else in the heading. */
    private record Part(String column, String heading, Function<Row, String> value, Function<String, String> phrase) {}

    /** Heading, table and footnotes as Markdown. */
    String render() {
        String title = "# " + reduction.label() + " of sweep " + sweep + "\n\n";
        if (cells.isEmpty()) {
            return title + "No trial has metrics.\n";
        }
        List<Part> before = new ArrayList<>(
                List.of(part("dataset", value -> value), part("latent_dim", value -> "latent-dim " + value)));
        varying.forEach(setting -> before.add(part(setting, value -> heading(setting) + " " + value)));
        before.add(part("model", value -> value));
        before.add(new Part(
                "decoder_layers",
                "layers",
                row -> text(row, "decoder_layers"),
                v -> Counted.of(Long.parseLong(v), "decoder layer")));
        List<Part> after = List.of(
                part("seeds", value -> Counted.of(Long.parseLong(value), "seed")),
                part("epochs", value -> Counted.of(Long.parseLong(value), "epoch")),
                new Part("train_examples", "train", row -> text(row, "train_examples"), v -> v + " training images"),
                new Part("test_examples", "test", row -> text(row, "test_examples"), v -> v + " test images"),
                part("engine", value -> "engine " + value),
                new Part("reduced", "run", TableText::run, v -> v.equals("reduced") ? reducedPhrase() : "full run"));
        String shared = Stream.concat(before.stream(), after.stream())
                .filter(part -> !differs(part))
                .map(part -> part.phrase().apply(part.value().apply(cells.get(0))))
                .collect(Collectors.joining(", "));
        return title + shared + ".\n\n" + table(before, after) + footnotes();
    }

    private String reducedPhrase() {
        String images = paper.sources().stream().map(Source::title).collect(Collectors.joining(" and of "));
        return "reduced run (the paper's Table " + paper.number() + " takes " + PaperTable.EPOCHS + " epochs on all of "
                + images + ")";
    }

    private String table(List<Part> before, List<Part> after) {
        List<Part> left = before.stream().filter(this::differs).toList();
        List<Part> right = after.stream().filter(this::differs).toList();
        List<Heading> headings = new ArrayList<>();
        left.forEach(part -> headings.add(new Heading(part.heading(), Alignment.LEFT)));
        String paper = anyPaper() ? " (paper, diff)" : "";
        CellTable.METRICS.forEach(
                metric -> headings.add(new Heading(metric.toUpperCase(Locale.ROOT) + paper, Alignment.LEFT)));
        right.forEach(part -> headings.add(new Heading(part.heading(), Alignment.RIGHT)));
        MarkdownTable table = new MarkdownTable(headings);
        for (Row cell : cells) {
            List<String> texts = new ArrayList<>();
            left.forEach(part -> texts.add(part.value().apply(cell)));
            CellTable.METRICS.forEach(metric -> texts.add(metric(cell, metric)));
            right.forEach(part -> texts.add(part.value().apply(cell)));
            table.add(texts);
        }
        return table.render();
    }

    private String footnotes() {
        StringBuilder notes = new StringBuilder("\nNats; AU in units.");
        if (cells.stream().anyMatch(cell -> number(cell, "elbo_ci95") != null)) {
            notes.append(" ±: 95 % confidence interval over seeds (Student t).");
        }
        if (anyPaper()) {
            notes.append(" In brackets: the paper's value and the distance from it.");
        }
        String caps = cells.stream()
                .filter(TableText::saturated)
                .map(cell -> cell.<Integer>getAs("test_examples"))
                .distinct()
                .sorted()
                .map(examples -> String.format(Locale.ROOT, "log %d = %.2f", examples, Math.log(examples)))
                .collect(Collectors.joining(", "));
        if (!caps.isEmpty()) {
            notes.append("\n≥: MI saturated at its cap ").append(caps).append("; it tells nothing about collapse.");
        }
        return notes.append('\n').toString();
    }

    private static String metric(Row cell, String metric) {
        boolean cap = metric.equals("mi") && saturated(cell);
        int digits = digits(cell, metric);
        StringBuilder text = new StringBuilder(cap ? "≥" : "").append(fixed(number(cell, metric + "_mean"), digits));
        Double ci95 = number(cell, metric + "_ci95");
        if (ci95 != null && !cap) {
            text.append(" ±").append(fixed(ci95, digits));
        }
        Double paper = number(cell, metric + "_paper");
        if (paper != null) {
            String difference = signed(number(cell, metric + "_diff"), digits);
            text.append(" (")
                    .append(fixed(paper, metric.equals("au") ? 0 : 2))
                    .append(' ')
                    .append(difference)
                    .append(')');
        }
        return text.toString();
    }

    private static int digits(Row cell, String metric) {
        if (!metric.equals("au")) {
            return 2;
        }
        return cell.<Integer>getAs("seeds") == 1 ? 0 : 1;
    }

    private static String fixed(Double value, int digits) {
        return value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** With its sign; what rounds to zero is +0. */
    private static String signed(double value, int digits) {
        double scale = Math.pow(10, digits);
        return String.format(Locale.ROOT, "%+." + digits + "f", Math.round(value * scale) == 0 ? 0.0 : value);
    }

    private boolean differs(Part part) {
        return part.column().equals("model")
                || cells.stream().map(part.value()).distinct().count() > 1;
    }

    private boolean anyPaper() {
        return cells.stream().anyMatch(cell -> number(cell, "elbo_paper") != null);
    }

    private static boolean saturated(Row cell) {
        return cell.<Boolean>getAs("mi_saturated");
    }

    private static String run(Row cell) {
        return cell.<Boolean>getAs("reduced") ? "reduced" : "full";
    }

    private static Part part(String column, Function<String, String> phrase) {
        return new Part(column, heading(column), row -> text(row, column), phrase);
    }

    /** The name of a setting as users write it. */
    static String heading(String column) {
        return ResultSchema.key(column);
    }

    private static String text(Row row, String column) {
        Object value = row.getAs(column);
        return value == null ? "all" : String.valueOf(value);
    }

    private static Double number(Row row, String column) {
        return row.getAs(column);
    }
}
