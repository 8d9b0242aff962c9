package org.skipsweep.driver.reduce.figure;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.CellTable;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.cell.MutualInformationCap;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.paper.Comparison;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.Results;
import org.skipsweep.driver.report.DepthChart;
import org.skipsweep.driver.report.DepthChart.Bound;
import org.skipsweep.driver.report.DepthChart.Curve;
import org.skipsweep.driver.report.DepthChart.Point;
import org.skipsweep.driver.report.Picture;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * Figure 1 of the paper: KL and mutual information against the number of decoder layers, VAE beside SKIP-VAE, with
 * confidence intervals over the seeds and the paper's values where its tables have them. Settings that differ beside depth
 * and model give lines of their own.
 */
public final class Figure1 {
    private static final String NAME = Reduction.FIGURE1.label();
    private static final List<Metric> METRICS = List.of(Metric.KL, Metric.MUTUAL_INFORMATION);

    private static final Dimension PANEL = new Dimension(460, 360);

    private final Paper paper;
    private final Destination to;

    public Figure1(Paper paper, Destination to) {
        this.paper = paper;
        this.to = to;
    }

    /**
     * Writes {@code figures/figure1.parquet}, {@code .svg}, {@code .png} and {@code .md}.
     *
     * @return the text
     */
    public String write(SparkSession spark, Results results) {
        Comparison comparison = paper.beside(results.measured());
        List<Cell> cells = comparison.cells().stream()
                .filter(cell -> cell.settings().find(ModelKeys.DECODER_LAYERS).isPresent())
                .toList();
        to.files().parquet(points(spark, comparison.layout(), cells), to.figure(NAME + ".parquet"));
        String text = "# figure1 of sweep " + to.plan().name() + "\n\n" + draw(comparison, cells);
        to.files().text(text, to.figure(NAME + ".md"));
        return text;
    }

    private static Dataset<Row> points(SparkSession spark, Layout layout, List<Cell> cells) {
        return CellTable.rows(spark, layout.of(METRICS), cells).drop("kl_diff", "mi_diff", "engine");
    }

    private String draw(Comparison comparison, List<Cell> cells) {
        if (cells.isEmpty()) {
            return comparison.cells().isEmpty() ? "No trial has metrics.\n" : "No trial has decoder layers.\n";
        }
        CurveNames names = new CurveNames(
                cells, comparison.layout(), comparison.words(NAME).examples());
        String caption = caption(names, cells);
        to.picture(
                new Picture(
                        "KL and mutual information against depth",
                        caption,
                        List.of(
                                DepthChart.of("KL(q(z|x) || p(z))", "nats", curves(cells, names, Metric.KL), List.of()),
                                DepthChart.of(
                                        "Mutual information of x and z",
                                        "nats",
                                        curves(cells, names, Metric.MUTUAL_INFORMATION),
                                        caps(cells))),
                        PANEL,
                        2),
                NAME);
        return caption + ".\n\nfigures/figure1.svg, figures/figure1.png; the points: figures/figure1.parquet\n";
    }

    /** What no estimate of the mutual information can exceed but by noise: log N, for each N that there is. */
    private static List<Bound> caps(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.metric(Metric.MUTUAL_INFORMATION).isPresent())
                .flatMap(cell -> cell.cap().stream())
                .distinct()
                .sorted(Comparator.comparing(MutualInformationCap::examples))
                .map(cap -> new Bound(cap.nats(), "cap " + cap.text()))
                .toList();
    }

    private static List<Curve> curves(List<Cell> cells, CurveNames names, Metric metric) {
        Map<String, List<Cell>> lines =
                cells.stream().collect(Collectors.groupingBy(names::of, LinkedHashMap::new, Collectors.toList()));
        return lines.entrySet().stream()
                .map(line -> new Curve(
                        line.getKey(),
                        points(line.getValue(), cell -> cell.metric(metric)
                                .map(mean -> point(cell, mean.mean(), mean.ci95()))),
                        points(line.getValue(), cell -> cell.paper(metric)
                                .map(value -> point(cell, value, Optional.empty())))))
                .toList();
    }

    private static List<Point> points(List<Cell> cells, Function<Cell, Optional<Point>> point) {
        return cells.stream()
                .flatMap(cell -> point.apply(cell).stream())
                .sorted(Comparator.comparingInt(Point::decoderLayers))
                .toList();
    }

    private static Point point(Cell cell, double value, Optional<Double> halfWidth) {
        return new Point(cell.settings().number(ModelKeys.DECODER_LAYERS).orElseThrow(), value, halfWidth);
    }

    private static String caption(CurveNames names, List<Cell> cells) {
        List<String> parts = new ArrayList<>();
        parts.add(names.shared());
        if (cells.stream().flatMap(cell -> cell.metric(Metric.KL).stream()).anyMatch(mean -> mean.ci95()
                .isPresent())) {
            parts.add("bars: 95 % confidence interval over seeds");
        }
        if (cells.stream().anyMatch(cell -> cell.paper(Metric.KL).isPresent())) {
            parts.add("hollow: the paper");
        }
        if (cells.stream().anyMatch(Cell::saturated)) {
            parts.add("MI partly at its cap log N");
        }
        String seeds = cells.stream()
                .map(cell -> cell.counts().seeds())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        parts.add(seeds + (seeds.equals("1") ? " seed" : " seeds"));
        if (cells.stream().anyMatch(Cell::reduced)) {
            parts.add("reduced run");
        }
        return String.join("; ", parts);
    }
}
