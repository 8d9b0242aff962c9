package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The cells of a table: trials that differ in nothing but the seed, with means, 95 % confidence intervals over the seeds
 * (Student t), the paper's values and the differences from them.
 */
final class CellTable {
    static final List<String> METRICS = List.of("elbo", "kl", "mi", "au");

    /** Settings that every table shows; the limits show as numbers of examples. */
    private static final List<String> COMMON = List.of(
            "dataset",
            "train_examples_limit",
            "test_examples_limit",
            "model",
            "latent_dim",
            "decoder_layers",
            "skip",
            "epochs",
            "engine");

    private CellTable() {}

    /**
     * Further settings that differ among {@code measured} trials of one data set: each needs a column, since it tells
     * cells apart.
     */
    static List<String> varying(Dataset<Row> measured) {
        List<String> candidates = ResultSchema.SETTINGS.stream()
                .filter(setting -> !COMMON.contains(setting))
                .toList();
        List<Row> distinct = measured.groupBy("dataset")
                .agg(
                        count(lit(1)),
                        candidates.stream()
                                .map(setting -> count_distinct(
                                                coalesce(col(setting).cast(DataTypes.StringType), lit("all")))
                                        .as(setting))
                                .toArray(Column[]::new))
                .collectAsList();
        return candidates.stream()
                .filter(setting -> distinct.stream().anyMatch(dataset -> dataset.<Long>getAs(setting) > 1))
                .toList();
    }

    /**
     * A row per cell.
     *
     * @param measured trials with metrics, as {@link ResultsTable} gives them
     * @param varying what {@link #varying} says about them
     * @param tables the paper's tables that they stand beside
     * @return model, dataset, latent_dim, decoder_layers, skip, the varying settings, then mean, ci95, paper and diff of
     *     elbo, kl, mi and au, then mi_saturated, seeds, epochs, train_examples, test_examples, engine, reduced
     */
    static Dataset<Row> of(Dataset<Row> measured, List<String> varying, List<PaperTable> tables) {
        Dataset<Row> cells = named(measured.groupBy(
                        ResultSchema.SETTINGS.stream().map(name -> col(name)).toArray(Column[]::new))
                .agg(
                        count(lit(1)).cast(DataTypes.IntegerType).as("seeds"),
                        aggregates().toArray(Column[]::new)));
        Dataset<Row> paper = PaperCells.of(tables, measured.sparkSession());
        return cells.join(paper, PaperCells.beside(cells), "left_outer")
                .select(columns(varying, tables).toArray(Column[]::new))
                .orderBy(order(varying).toArray(Column[]::new));
    }

    /**
     * Cells with {@code vae} or {@code skip-vae} as their model, as the paper names them, and what was their model as
     * {@code family}.
     *
     * @param cells with model and skip
     */
    static Dataset<Row> named(Dataset<Row> cells) {
        return cells.withColumn("family", col("model"))
                .withColumn("model", when(col("skip"), "skip-vae").otherwise("vae"));
    }

    private static List<Column> aggregates() {
        List<Column> aggregates = new ArrayList<>();
        for (String metric : METRICS) {
            Column values = col(metric.equals("au") ? "active_units" : metric).cast(DataTypes.DoubleType);
            aggregates.add(avg(values).as(metric + "_mean"));
            aggregates.add(StudentT.halfWidth95(values).as(metric + "_ci95"));
        }
        aggregates.add(max("mi_saturated").as("mi_saturated"));
        aggregates.add(max("train_examples").as("train_examples"));
        aggregates.add(max("test_examples").as("test_examples"));
        aggregates.add(array_join(array_sort(collect_set("engine_used")), ", ").as("engine_used"));
        return aggregates;
    }

    private static List<Column> columns(List<String> varying, List<PaperTable> tables) {
        List<Column> columns = new ArrayList<>();
        Stream.of("model", "dataset", "latent_dim", "decoder_layers", "skip").forEach(name -> columns.add(col(name)));
        varying.forEach(name -> columns.add(col(name)));
        for (String metric : METRICS) {
            columns.add(col(metric + "_mean"));
            columns.add(col(metric + "_ci95"));
            columns.add(col(metric + "_paper"));
            columns.add(col(metric + "_mean").minus(col(metric + "_paper")).as(metric + "_diff"));
        }
        Stream.of("mi_saturated", "seeds", "epochs", "train_examples", "test_examples")
                .forEach(name -> columns.add(col(name)));
        columns.add(col("engine_used").as("engine"));
        columns.add(PaperCells.fullRun(tables).unary_$bang().as("reduced"));
        return columns;
    }

    private static List<Column> order(List<String> varying) {
        return Stream.of(
                        Stream.of("dataset", "latent_dim"),
                        varying.stream().filter(setting -> !setting.equals("skip_output")),
                        Stream.of("decoder_layers", "skip"),
                        varying.stream().filter("skip_output"::equals),
                        Stream.of("epochs", "train_examples", "test_examples", "engine"))
                .flatMap(names -> names)
                .map(name -> col(name))
                .toList();
    }
}
