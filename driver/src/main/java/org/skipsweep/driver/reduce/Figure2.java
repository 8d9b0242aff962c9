package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.LatentClusters.Trained;
import org.skipsweep.driver.reduce.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.MarkdownTable.Heading;
import org.skipsweep.driver.report.MapChart;
import org.skipsweep.driver.report.Picture;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.models.study.LatentMap;

/**
 * Figure 2 of the paper: the posterior means of test images in the plane, coloured by class, and how well they cluster in
 * numbers. A panel for each trial.
 */
final class Figure2 {
    private static final String NAME = Reduction.FIGURE2.label();
    private static final int COLUMNS = 2;
    private static final List<String> TRIAL =
            List.of("id", "model", "dataset", "latent_dim", "decoder_layers", "skip", "seed");
    private static final StructType POINTS = new StructType()
            .add("trial", DataTypes.StringType)
            .add("model", DataTypes.StringType)
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType)
            .add("label", DataTypes.IntegerType);
    private static final StructType CLUSTERS = new StructType()
            .add("trial", DataTypes.StringType)
            .add("model", DataTypes.StringType)
            .add("dataset", DataTypes.StringType)
            .add("latent_dim", DataTypes.IntegerType)
            .add("decoder_layers", DataTypes.IntegerType)
            .add("seed", DataTypes.LongType)
            .add("epochs", DataTypes.IntegerType)
            .add("train_examples", DataTypes.IntegerType)
            .add("classes", DataTypes.IntegerType)
            .add("kmeans_purity", DataTypes.DoubleType)
            .add("knn10_accuracy", DataTypes.DoubleType)
            .add("examples", DataTypes.IntegerType)
            .add("map_examples", DataTypes.IntegerType);

    private final Destination to;

    Figure2(Destination to) {
        this.to = to;
    }

    /**
     * Writes {@code figures/figure2.parquet}, {@code .svg}, {@code .png} and {@code .md}, and
     * {@code figures/figure2-clusters.parquet}.
     *
     * @param results as {@link ResultsTable} gives them
     * @return the text
     * @throws org.skipsweep.driver.message.UserError if the latents of a trial are missing or have no labels
     */
    String write(Dataset<Row> results) {
        SparkSession spark = results.sparkSession();
        List<Row> trials = ResultsTable.measured(results)
                .orderBy(col("dataset"), col("latent_dim"), col("seed"), col("decoder_layers"), col("skip"), col("id"))
                .collectAsList();
        String text = "# figure2 of sweep " + to.plan().name() + "\n\n";
        if (trials.isEmpty()) {
            text += "No trial has metrics.\n";
        } else {
            List<Trained> trained = LatentClusters.read(spark, to.folder(), trials);
            List<LatentClusters.Numbers> numbers =
                    LatentClusters.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), spark, trained);
            to.files().parquet(points(spark, trials, numbers), to.figure(NAME + ".parquet"));
            to.files().parquet(clusters(spark, trials, numbers), to.figure(NAME + "-clusters.parquet"));
            to.picture(picture(trials, numbers), NAME);
            text += table(trials, numbers);
        }
        to.files().text(text, to.figure(NAME + ".md"));
        return text;
    }

    private static String model(Row trial) {
        return trial.<Boolean>getAs("skip") ? "skip-vae" : "vae";
    }

    private static Dataset<Row> points(SparkSession spark, List<Row> trials, List<LatentClusters.Numbers> numbers) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Row trial = trials.get(i);
            LatentMap map = numbers.get(i).map();
            IntStream.range(0, map.labels().length)
                    .mapToObj(p -> RowFactory.create(
                            trial.getAs("id"), model(trial), map.points()[p][0], map.points()[p][1], map.labels()[p]))
                    .forEach(rows::add);
        }
        return spark.createDataFrame(rows, POINTS);
    }

    private static Dataset<Row> clusters(SparkSession spark, List<Row> trials, List<LatentClusters.Numbers> numbers) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Row trial = trials.get(i);
            LatentClusters.Numbers found = numbers.get(i);
            rows.add(RowFactory.create(
                    trial.getAs("id"),
                    model(trial),
                    trial.getAs("dataset"),
                    trial.getAs("latent_dim"),
                    trial.getAs("decoder_layers"),
                    trial.getAs("seed"),
                    trial.getAs("epochs"),
                    trial.getAs("train_examples"),
                    found.classes(),
                    found.purity(),
                    found.knnAccuracy(),
                    found.examples(),
                    found.map().labels().length));
        }
        return spark.createDataFrame(rows, CLUSTERS);
    }

    private static String title(Row trial) {
        return String.format(
                Locale.ROOT,
                "%s, %d decoder layer%s, seed %d",
                model(trial).toUpperCase(Locale.ROOT),
                trial.<Integer>getAs("decoder_layers"),
                trial.<Integer>getAs("decoder_layers") == 1 ? "" : "s",
                trial.<Long>getAs("seed"));
    }

    private static Picture picture(List<Row> trials, List<LatentClusters.Numbers> numbers) {
        Row first = trials.get(0);
        return new Picture(
                "Test latents: t-SNE of posterior means, coloured by class",
                String.format(
                        Locale.ROOT,
                        "%s, latent-dim %d, %d epochs, %d training images; N = %d of %d test images; axes without unit",
                        first.getAs("dataset"),
                        first.<Integer>getAs("latent_dim"),
                        first.<Integer>getAs("epochs"),
                        first.<Integer>getAs("train_examples"),
                        numbers.get(0).map().labels().length,
                        numbers.get(0).examples()),
                IntStream.range(0, trials.size())
                        .mapToObj(i -> MapChart.of(
                                title(trials.get(i))
                                        + String.format(
                                                Locale.ROOT,
                                                ": purity %.3f, 10-NN %.3f",
                                                numbers.get(i).purity(),
                                                numbers.get(i).knnAccuracy()),
                                numbers.get(i).map().points(),
                                numbers.get(i).map().labels()))
                        .toList(),
                COLUMNS);
    }

    private static String table(List<Row> trials, List<LatentClusters.Numbers> numbers) {
        List<Heading> headings = new ArrayList<>();
        TRIAL.stream()
                .filter(column -> !column.equals("skip"))
                .forEach(column -> headings.add(new Heading(ResultSchema.key(column), Alignment.LEFT)));
        List.of("k-means purity", "10-NN accuracy", "classes", "N", "N in the map")
                .forEach(name -> headings.add(new Heading(name, Alignment.RIGHT)));
        MarkdownTable table = new MarkdownTable(headings);
        for (int i = 0; i < trials.size(); i++) {
            Row trial = trials.get(i);
            LatentClusters.Numbers found = numbers.get(i);
            List<String> cells = new ArrayList<>();
            for (String column : TRIAL) {
                if (column.equals("model")) {
                    cells.add(model(trial));
                } else if (!column.equals("skip")) {
                    cells.add(String.valueOf(trial.<Object>getAs(column)));
                }
            }
            cells.add(String.format(Locale.ROOT, "%.4f", found.purity()));
            cells.add(String.format(Locale.ROOT, "%.4f", found.knnAccuracy()));
            cells.add(Integer.toString(found.classes()));
            cells.add(Integer.toString(found.examples()));
            cells.add(Integer.toString(found.map().labels().length));
            table.add(cells);
        }
        return table.render()
                + "\nOn posterior means of test images: purity of k-means with as many clusters as classes (best of 5 starts);"
                + " accuracy of the 10\nnearest neighbours, one half of the images by the other. 0 to 1."
                + " Pictures: figures/figure2.svg, figures/figure2.png\n";
    }
}
