package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.report.DepthChart;
import org.skipsweep.driver.report.DepthChart.Curve;
import org.skipsweep.driver.report.DepthChart.Point;
import org.skipsweep.driver.report.Picture;
import org.skipsweep.driver.sweep.plan.Reduction;

/**
 * Figure 1 of the paper: KL and mutual information against the number of decoder layers, VAE beside SKIP-VAE, with
 * confidence intervals over the seeds and the paper's values where its tables have them. Settings that differ beside depth
 * and model give lines of their own.
 */
final class Figure1 {
    private static final String NAME = Reduction.FIGURE1.label();

    private final Destination to;

    Figure1(Destination to) {
        this.to = to;
    }

    /**
     * Writes {@code figures/figure1.parquet}, {@code .svg}, {@code .png} and {@code .md}.
     *
     * @param results as {@link ResultsTable} gives them
     * @return the text
     */
    String write(Dataset<Row> results) {
        Dataset<Row> measured = ResultsTable.measured(results);
        List<String> varying = CellTable.varying(measured);
        Dataset<Row> points = CellTable.of(
                        measured, varying, PaperTable.of(Reduction.FIGURE1, CellReduction.families(measured)))
                .select(columns(varying))
                .cache();
        List<Row> rows = points.collectAsList();
        to.files().parquet(points, to.figure(NAME + ".parquet"));
        String text = "# figure1 of sweep " + to.plan().name() + "\n\n";
        if (rows.isEmpty()) {
            text += "No trial has metrics.\n";
        } else {
            CurveNames names = new CurveNames(rows, lines(varying));
            String caption = caption(names, rows);
            to.picture(
                    new Picture(
                            "KL and mutual information against depth",
                            caption,
                            List.of(
                                    DepthChart.of("KL(q(z|x) || p(z))", "KL (nats)", curves(rows, names, "kl")),
                                    DepthChart.of(
                                            "Mutual information of x and z", "MI (nats)", curves(rows, names, "mi"))),
                            2),
                    NAME);
            text += caption + ".\n\nfigures/figure1.svg, figures/figure1.png; the points: figures/figure1.parquet\n";
        }
        to.files().text(text, to.figure(NAME + ".md"));
        return text;
    }

    private static Column[] columns(List<String> varying) {
        return Stream.of(
                        Stream.of("model", "dataset", "latent_dim", "decoder_layers", "skip"),
                        varying.stream(),
                        Stream.of("kl_mean", "kl_ci95", "kl_paper", "mi_mean", "mi_ci95", "mi_paper", "mi_saturated"),
                        Stream.of("seeds", "epochs", "train_examples", "test_examples", "reduced"))
                .flatMap(names -> names)
                .map(name -> col(name))
                .toArray(Column[]::new);
    }

    /** What tells lines apart beside the model. */
    private static List<String> lines(List<String> varying) {
        return Stream.of(
                        Stream.of("dataset", "latent_dim"),
                        varying.stream(),
                        Stream.of("epochs", "train_examples", "test_examples"))
                .flatMap(names -> names)
                .toList();
    }

    private static List<Curve> curves(List<Row> rows, CurveNames names, String metric) {
        Map<String, List<Row>> lines =
                rows.stream().collect(Collectors.groupingBy(names::of, LinkedHashMap::new, Collectors.toList()));
        List<Curve> curves = new ArrayList<>();
        lines.forEach((name, cells) -> curves.add(new Curve(
                name, points(cells, metric + "_mean", metric + "_ci95"), points(cells, metric + "_paper", null))));
        return curves;
    }

    private static List<Point> points(List<Row> cells, String value, String halfWidth) {
        return cells.stream()
                .filter(cell -> cell.getAs(value) != null)
                .map(cell -> new Point(
                        cell.<Integer>getAs("decoder_layers"),
                        cell.<Double>getAs(value),
                        halfWidth == null ? 0 : Objects.requireNonNullElse(cell.<Double>getAs(halfWidth), 0.0)))
                .sorted(java.util.Comparator.comparingInt(Point::decoderLayers))
                .toList();
    }

    private static String caption(CurveNames names, List<Row> rows) {
        List<String> parts = new ArrayList<>();
        parts.add(names.shared());
        if (rows.stream().anyMatch(row -> row.getAs("kl_ci95") != null)) {
            parts.add("bars: 95 % confidence interval over seeds");
        }
        if (rows.stream().anyMatch(row -> row.getAs("kl_paper") != null)) {
            parts.add("hollow: the paper");
        }
        if (rows.stream().anyMatch(row -> row.<Boolean>getAs("mi_saturated"))) {
            parts.add("MI partly at its cap log N");
        }
        String seeds = distinct(rows, "seeds");
        parts.add(seeds + (seeds.equals("1") ? " seed" : " seeds"));
        if (rows.stream().anyMatch(row -> row.<Boolean>getAs("reduced"))) {
            parts.add("reduced run");
        }
        return String.join("; ", parts);
    }

    private static String distinct(List<Row> rows, String column) {
        return rows.stream()
                .map(row -> String.valueOf(row.<Object>getAs(column)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
