package org.skipsweep.driver.reduce.figure;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.figure.LatentClusters.Numbers;
import org.skipsweep.driver.reduce.figure.LatentClusters.Trained;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.driver.reduce.paper.Comparison;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.Results;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.driver.report.MapChart;
import org.skipsweep.driver.report.Picture;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.study.LatentMap;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * Figure 2 of the paper: the posterior means of test images in the plane, coloured by class, and how well they cluster in
 * numbers. A panel for each trial.
 */
public final class Figure2 {
    private static final String NAME = Reduction.FIGURE2.label();
    private static final int COLUMNS = 2;
    private static final Dimension PANEL = new Dimension(460, 440);
    private static final Comparator<TrialRow> ORDER = Comparator.comparing(
                    TrialRow::settings, KeyValues.by(List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM)))
            .thenComparingLong(TrialRow::seed)
            .thenComparing(TrialRow::settings, KeyValues.by(List.of(ModelKeys.DECODER_LAYERS, ModelKeys.SKIP)))
            .thenComparing(TrialRow::id);
    private static final StructType POINTS = new StructType()
            .add("trial", DataTypes.StringType)
            .add("model", DataTypes.StringType)
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType)
            .add("label", DataTypes.IntegerType);

    private final Paper paper;
    private final Destination to;
    private final Consumer<WorkNews> work;

    /** @param work told how far the maps are */
    public Figure2(Paper paper, Destination to, Consumer<WorkNews> work) {
        this.paper = paper;
        this.to = to;
        this.work = work;
    }

    /**
     * Writes {@code figures/figure2.parquet}, {@code .svg}, {@code .png} and {@code .md}, and
     * {@code figures/figure2-clusters.parquet}.
     *
     * @return the text
     * @throws org.skipsweep.driver.message.UserError if the latents of a trial are missing or have no labels
     */
    public String write(SparkSession spark, Results results) {
        List<TrialRow> trials = results.measured().stream().sorted(ORDER).toList();
        Comparison comparison = paper.beside(trials);
        String text = "# figure2 of sweep " + to.plan().name() + "\n\n";
        if (trials.isEmpty()) {
            text += "No trial has metrics.\n";
        } else {
            CurveNames names = new CurveNames(
                    comparison.cells(),
                    comparison.layout(),
                    comparison.words(NAME).examples());
            List<LatentPanel> panels = panels(spark, trials, comparison, names);
            to.files().parquet(points(spark, panels), to.figure(NAME + ".parquet"));
            to.files().parquet(clusters(spark, panels, comparison.layout()), to.figure(NAME + "-clusters.parquet"));
            to.picture(picture(panels, names), NAME);
            text += table(panels, comparison.layout());
        }
        to.files().text(text, to.figure(NAME + ".md"));
        return text;
    }

    private List<LatentPanel> panels(
            SparkSession spark, List<TrialRow> trials, Comparison comparison, CurveNames names) {
        List<Trained> trained = LatentClusters.read(spark, to.folder(), trials);
        List<Numbers> numbers =
                LatentClusters.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), spark, trained, work);
        Map<String, Cell> cells = new HashMap<>();
        comparison.cells().forEach(cell -> cell.trials().forEach(trial -> cells.put(trial.id(), cell)));
        return IntStream.range(0, trials.size())
                .mapToObj(i -> {
                    Cell cell = cells.get(trials.get(i).id());
                    return new LatentPanel(trials.get(i), cell, name(cell, names), numbers.get(i));
                })
                .toList();
    }

    private static String name(Cell cell, CurveNames names) {
        return names.of(cell)
                + cell.settings()
                        .number(ModelKeys.DECODER_LAYERS)
                        .map(number -> ", " + Counted.of(number, "decoder layer"))
                        .orElse("");
    }

    private static Dataset<Row> points(SparkSession spark, List<LatentPanel> panels) {
        List<Row> rows = new ArrayList<>();
        for (LatentPanel panel : panels) {
            LatentMap map = panel.found().map();
            IntStream.range(0, map.labels().length)
                    .mapToObj(p -> RowFactory.create(
                            panel.trial().id(), panel.model(), map.points()[p][0], map.points()[p][1], map.labels()[p]))
                    .forEach(rows::add);
        }
        return spark.createDataFrame(rows, POINTS);
    }

    private static Dataset<Row> clusters(SparkSession spark, List<LatentPanel> panels, Layout layout) {
        StructType schema = LatentPanel.COLUMNS;
        for (TrialKey<?> key : layout.varying()) {
            schema = KeyColumns.add(schema, key);
        }
        return spark.createDataFrame(
                panels.stream().map(panel -> panel.row(layout)).toList(), schema);
    }

    private static Picture picture(List<LatentPanel> panels, CurveNames names) {
        String mapped = panels.stream()
                .map(panel -> Integer.toString(panel.found().map().labels().length))
                .distinct()
                .collect(Collectors.joining(" or "));
        boolean mixed =
                panels.stream().map(panel -> panel.cell().reduced()).distinct().count() > 1;
        return new Picture(
                "Test latents: t-SNE of posterior means, by class",
                names.shared() + "; N in each map: " + mapped + "; axes without unit" + reduced(panels),
                panels.stream()
                        .map(panel -> MapChart.of(
                                panel.title(mixed),
                                panel.found().map().points(),
                                panel.found().map().labels()))
                        .toList(),
                PANEL,
                COLUMNS);
    }

    private static String reduced(List<LatentPanel> panels) {
        long reduced = panels.stream().filter(panel -> panel.cell().reduced()).count();
        return reduced == 0 ? "" : reduced == panels.size() ? "; reduced run" : "; panels marked * are reduced runs";
    }

    private static String table(List<LatentPanel> panels, Layout layout) {
        List<TextColumn<LatentPanel>> columns = new ArrayList<>();
        columns.add(TextColumn.left("id", panel -> panel.trial().id()));
        columns.add(TextColumn.left("model", LatentPanel::model));
        columns.add(column(DataKeys.DATASET));
        columns.add(column(ModelKeys.LATENT_DIM));
        columns.add(column(ModelKeys.DECODER_LAYERS));
        layout.varying().forEach(key -> columns.add(column(key)));
        if (panels.stream()
                        .map(panel -> panel.trial().settings().text(TrainingKeys.EPOCHS))
                        .distinct()
                        .count()
                > 1) {
            columns.add(column(TrainingKeys.EPOCHS));
        }
        columns.addAll(List.of(
                TextColumn.left("seed", panel -> Long.toString(panel.trial().seed())),
                TextColumn.right(
                        "k-means purity",
                        panel -> LatentPanel.share(panel.found().purity())),
                TextColumn.right(
                        "10-NN accuracy",
                        panel -> LatentPanel.share(panel.found().knnAccuracy())),
                TextColumn.right(
                        "classes", panel -> Integer.toString(panel.found().classes())),
                TextColumn.right("N", panel -> Integer.toString(panel.found().examples())),
                TextColumn.right(
                        "N in the map",
                        panel -> Integer.toString(panel.found().map().labels().length)),
                TextColumn.left("reduced", panel -> panel.cell().reduced() ? "yes" : "no")));
        return MarkdownTable.of(columns, panels)
                + "\nOn posterior means of test images: purity of k-means with as many clusters as classes (best of 5 starts);"
                + " accuracy of the 10\nnearest neighbours, one half of the images by the other. 0 to 1."
                + " Pictures: figures/figure2.svg, figures/figure2.png\n";
    }

    private static TextColumn<LatentPanel> column(TrialKey<?> key) {
        return TextColumn.left(key.name(), panel -> panel.trial().settings().text(key));
    }
}
