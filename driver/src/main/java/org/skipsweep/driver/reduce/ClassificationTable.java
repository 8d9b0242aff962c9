package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.MarkdownTable.Heading;
import org.skipsweep.driver.sweep.plan.Reduction;

/**
 * The classification study (paper section 4, model spec B.6): test accuracy of classifiers on posterior means, a row for
 * each cell and each number of hidden layers, beside the paper's accuracy where it has one. The paper's classifier has one
 * hidden layer as we read it; the deeper one is a check.
 */
final class ClassificationTable {
    private static final String NAME = Reduction.CLASSIFICATION.label();
    private static final int PAPER_HIDDEN_LAYERS = 1;
    private static final StructType CLASSIFIER = new StructType()
            .add("hidden_layers", DataTypes.IntegerType)
            .add("epochs", DataTypes.IntegerType)
            .add("best_epoch", DataTypes.IntegerType)
            .add("validation_accuracy", DataTypes.DoubleType)
            .add("test_accuracy", DataTypes.DoubleType);
    private static final StructType CLASSIFICATION = new StructType()
            .add("id", DataTypes.StringType)
            .add("validation_examples", DataTypes.IntegerType)
            .add("classifiers", DataTypes.createArrayType(CLASSIFIER));

    private final Destination to;

    ClassificationTable(Destination to) {
        this.to = to;
    }

    /**
     * Writes {@code tables/classification.parquet} and {@code tables/classification.md}.
     *
     * @param results as {@link ResultsTable} gives them
     * @return the text
     */
    String write(Dataset<Row> results) {
        SparkSession spark = results.sparkSession();
        Dataset<Row> measured = ResultsTable.measured(results);
        List<String> varying = CellTable.varying(measured);
        Dataset<Row> classified = measured.join(classifiers(spark), "id").cache();
        Dataset<Row> cells = cells(spark, classified, varying).cache();
        List<Row> rows = cells.collectAsList();
        long missing = measured.count() - classified.select("id").distinct().count();
        to.files().parquet(cells, to.table(NAME + ".parquet"));
        String text = "# classification of sweep " + to.plan().name() + "\n\n" + text(rows, varying)
                + (missing == 0 ? "" : "\n" + missing + " finished trials are not classified yet.\n");
        to.files().text(text, to.table(NAME + ".md"));
        return text;
    }

    private Dataset<Row> classifiers(SparkSession spark) {
        Path pattern = new Path(to.folder(), "trials/*/classification.json");
        boolean any;
        try {
            any = pattern.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(pattern).length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + pattern, e);
        }
        Dataset<Row> read = any
                ? spark.read().schema(CLASSIFICATION).option("multiLine", true).json(pattern.toString())
                : spark.createDataFrame(List.<Row>of(), CLASSIFICATION);
        return read.select(col("id"), explode(col("classifiers")).as("classifier"))
                .select(
                        col("id"),
                        col("classifier.hidden_layers").as("classifier_hidden_layers"),
                        col("classifier.epochs").as("classifier_epochs"),
                        col("classifier.validation_accuracy").multiply(100).as("validation_accuracy"),
                        col("classifier.test_accuracy").multiply(100).as("accuracy"));
    }

    private static Dataset<Row> cells(SparkSession spark, Dataset<Row> classified, List<String> varying) {
        List<Column> keys = new ArrayList<>(
                ResultSchema.SETTINGS.stream().map(name -> col(name)).toList());
        keys.add(col("classifier_hidden_layers"));
        keys.add(col("classifier_epochs"));
        Dataset<Row> cells = CellTable.named(classified
                .groupBy(keys.toArray(Column[]::new))
                .agg(
                        count(lit(1)).cast(DataTypes.IntegerType).as("seeds"),
                        avg("accuracy").as("accuracy_percent_mean"),
                        StudentT.halfWidth95(col("accuracy")).as("accuracy_percent_ci95"),
                        avg("validation_accuracy").as("validation_accuracy_percent_mean"),
                        max("train_examples").as("train_examples"),
                        max("validation_examples").as("validation_examples"),
                        max("test_examples").as("test_examples")));
        Dataset<Row> paper = PaperAccuracies.of(spark);
        Column beside = PaperAccuracies.beside(cells)
                .and(cells.col("classifier_hidden_layers").equalTo(PAPER_HIDDEN_LAYERS));
        Column[] columns = Stream.of(
                        Stream.of("model", "family", "dataset", "latent_dim", "decoder_layers", "skip")
                                .map(n -> cells.col(n)),
                        varying.stream().filter(name -> !name.equals("model")).map(name -> cells.col(name)),
                        Stream.of("classifier_hidden_layers", "accuracy_percent_mean", "accuracy_percent_ci95")
                                .map(n -> cells.col(n)),
                        Stream.of(
                                col("accuracy_percent_paper"),
                                col("accuracy_percent_mean")
                                        .minus(col("accuracy_percent_paper"))
                                        .as("accuracy_percent_diff")),
                        Stream.of(
                                        "validation_accuracy_percent_mean",
                                        "seeds",
                                        "epochs",
                                        "classifier_epochs",
                                        "train_examples",
                                        "validation_examples",
                                        "test_examples")
                                .map(n -> cells.col(n)))
                .flatMap(part -> part)
                .toArray(Column[]::new);
        return cells.join(paper, beside, "left_outer")
                .select(columns)
                .orderBy("dataset", "family", "latent_dim", "decoder_layers", "skip", "classifier_hidden_layers");
    }

    private static String text(List<Row> rows, List<String> varying) {
        if (rows.isEmpty()) {
            return "No trial is classified.\n";
        }
        List<String> left = Stream.concat(
                        Stream.of("dataset", "family", "latent_dim", "decoder_layers"),
                        varying.stream().filter(name -> !name.equals("model")))
                .toList();
        List<String> right = List.of(
                "seeds", "epochs", "classifier_epochs", "train_examples", "validation_examples", "test_examples");
        List<Heading> headings = new ArrayList<>();
        left.forEach(name -> headings.add(new Heading(ResultSchema.key(name), Alignment.LEFT)));
        headings.add(new Heading("model", Alignment.LEFT));
        headings.add(new Heading("hidden layers", Alignment.RIGHT));
        headings.add(new Heading("accuracy % (paper, diff)", Alignment.LEFT));
        right.forEach(name -> headings.add(new Heading(ResultSchema.key(name), Alignment.RIGHT)));
        MarkdownTable table = new MarkdownTable(headings);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            left.forEach(name -> cells.add(String.valueOf(row.<Object>getAs(name))));
            cells.add(row.getAs("model"));
            cells.add(String.valueOf(row.<Integer>getAs("classifier_hidden_layers")));
            cells.add(accuracy(row));
            right.forEach(name -> cells.add(String.valueOf(row.<Object>getAs(name))));
            table.add(cells);
        }
        return table.render()
                + "\nTest accuracy of a classifier on posterior means: hidden layers of 1024 rectified units, dropout 0.5. Epochs are"
                + " those of\nthe VAE. The paper's number stands beside one hidden layer; two are a check.\n";
    }

    private static String accuracy(Row row) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%.2f", row.<Double>getAs("accuracy_percent_mean")));
        Double ci95 = row.getAs("accuracy_percent_ci95");
        if (ci95 != null) {
            text.append(String.format(Locale.ROOT, " ±%.2f", ci95));
        }
        Double paper = row.getAs("accuracy_percent_paper");
        if (paper != null) {
            text.append(String.format(Locale.ROOT, " (%.2f %+.2f)", paper, row.<Double>getAs("accuracy_percent_diff")));
        }
        return text.toString();
    }
}
