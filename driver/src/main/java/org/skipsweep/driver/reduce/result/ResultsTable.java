package org.skipsweep.driver.reduce.result;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.metrics.MutualInformationEstimate;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** All trials that have ended, a row each, as {@code results.parquet} holds them. */
public final class ResultsTable {
    private ResultsTable() {}

    /**
     * Reads every {@code trials/ID/result.json} below {@code out}.
     *
     * @return one partition, sorted by id: id, state, every trial key, every metric, mi_saturated, seconds,
     *     images_per_second, engine_used, executor, attempts, failure, and git_commit, processor, gpu and host of what carried it out, null where the
     *     result does not tell. The limits on examples are named
     *     {@code train_examples_limit} and so on, null for all; {@code train_examples} and so on say how many there were
     * @throws UserError if there is no result, or a file is none
     */
    public static Results read(SparkSession spark, Path out) {
        Path pattern = new Path(out, "trials/*/result.json");
        int files = count(spark, pattern);
        if (files == 0) {
            throw new UserError(out + ": no trial has ended here, there is no trials/ID/result.json to reduce");
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int partitions = Math.min(files, context.defaultParallelism());
        Dataset<Row> parsed = spark.createDataset(
                        JavaPairRDD.toRDD(context.wholeTextFiles(pattern.toString(), partitions)),
                        Encoders.tuple(Encoders.STRING(), Encoders.STRING()))
                .toDF("path", "text")
                .select(
                        col("path"),
                        from_json(
                                        col("text"),
                                        ResultSchema.RESULT,
                                        Map.of("columnNameOfCorruptRecord", ResultSchema.CORRUPT))
                                .as("result"))
                .coalesce(1)
                .sortWithinPartitions("result.id")
                .cache();
        refuseCorrupt(parsed);
        Dataset<Row> rows = parsed.select(columns().toArray(Column[]::new));
        return new Results(
                rows.drop(ResultSchema.PROVENANCE),
                rows.collectAsList().stream().map(TrialRow::of).toList());
    }

    private static int count(SparkSession spark, Path pattern) {
        try {
            return pattern.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(pattern).length;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + pattern, e);
        }
    }

    private static void refuseCorrupt(Dataset<Row> parsed) {
        List<String> corrupt = parsed.where(col("result." + ResultSchema.CORRUPT)
                        .isNotNull()
                        .or(col("result.id").isNull())
                        .or(col("result.trial.seed").isNull())
                        .or(col("result.state").isNull()))
                .select("path")
                .as(Encoders.STRING())
                .collectAsList();
        if (!corrupt.isEmpty()) {
            throw new UserError(corrupt.stream()
                    .sorted()
                    .map(path -> path + ": not the result of a trial; delete it and run the sweep again")
                    .toList());
        }
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(col("result.id"));
        columns.add(col("result.state"));
        TrialKeys.all().forEach(key -> columns.add(value(key).as(KeyColumns.name(key))));
        for (String metric : ResultSchema.METRICS.fieldNames()) {
            columns.add(col("result.metrics." + metric));
        }
        columns.add(col("result.metrics.mi_monte_carlo")
                .geq(col("result.metrics.mi_cap").minus(lit(MutualInformationEstimate.SATURATION_MARGIN)))
                .as("mi_saturated"));
        columns.add(col("result.seconds"));
        columns.add(col("result.images_per_second"));
        columns.add(col("result.engine").as("engine_used"));
        columns.add(col("result.executor"));
        columns.add(col("result.attempts"));
        columns.add(col("result.failure.message").as("failure"));
        for (String field : ResultSchema.ORIGIN_COLUMNS) {
            columns.add(col("result." + ResultSchema.PROVENANCE).getItem(field).as(field));
        }
        columns.add(col("result." + ResultSchema.PROVENANCE));
        return columns;
    }

    private static <T> Column value(TrialKey<T> key) {
        Column given = col("result.trial.`" + key.name() + "`");
        Column value = key.before()
                .map(before ->
                        coalesce(given, when(meaningful(key), lit(key.type().plain(before)))))
                .orElse(given);
        return KeyColumns.limit(key) ? value.cast(DataTypes.IntegerType) : value;
    }

    /** Whether a trial that does not name the key has it all the same. */
    private static Column meaningful(TrialKey<?> key) {
        Column ofItsFamilies = col("result.trial.model")
                .isin(key.families().stream()
                        .filter(key::silentIn)
                        .map(ModelFamily::label)
                        .toArray());
        return key.need()
                .map(need -> ofItsFamilies.and(value(need.key()).equalTo(lit(need.value()))))
                .orElse(ofItsFamilies);
    }
}
