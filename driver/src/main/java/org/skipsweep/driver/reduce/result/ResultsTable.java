package org.skipsweep.driver.reduce.result;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.driver.sweep.plan.Checksummed;
import org.skipsweep.models.metrics.MutualInformationEstimate;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import scala.Tuple2;

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
        Map<String, String> texts =
                TrialFiles.texts(out, TrialFiles.RESULT, spark.sessionState().newHadoopConf());
        if (texts.isEmpty()) {
            throw new UserError(out + ": no trial has ended here, there is no trials/ID/result.json to reduce");
        }
        refuseChanged(texts, out);
        List<Tuple2<String, String>> files = texts.entrySet().stream()
                .map(file -> Tuple2.apply(file.getKey(), file.getValue()))
                .toList();
        Dataset<Row> parsed = spark.createDataset(files, Encoders.tuple(Encoders.STRING(), Encoders.STRING()))
                .toDF("folder", "text")
                .select(
                        col("folder"),
                        from_json(
                                        col("text"),
                                        ResultSchema.RESULT,
                                        Map.of("columnNameOfCorruptRecord", ResultSchema.CORRUPT))
                                .as("result"))
                .coalesce(1)
                .sortWithinPartitions("result.id")
                .cache();
        refuseCorrupt(parsed, out);
        Dataset<Row> rows = parsed.select(columns().toArray(Column[]::new));
        return new Results(
                rows.drop(ResultSchema.PROVENANCE),
                rows.collectAsList().stream().map(TrialRow::of).toList());
    }

    private static void refuseChanged(Map<String, String> texts, Path out) {
        List<String> problems = texts.entrySet().stream()
                .filter(file -> Checksummed.contradicts(file.getValue()))
                .map(file -> TrialFiles.path(out, file.getKey(), TrialFiles.RESULT)
                        + ": damaged, it does not have its checksum; delete it and run the sweep again")
                .toList();
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
    }

    private static void refuseCorrupt(Dataset<Row> parsed, Path out) {
        List<String> corrupt = parsed.where(col("result." + ResultSchema.CORRUPT)
                        .isNotNull()
                        .or(col("result.id").isNull())
                        .or(col("result.trial.seed").isNull())
                        .or(col("result.state").isNull()))
                .select("folder")
                .as(Encoders.STRING())
                .collectAsList();
        Stream<String> broken = corrupt.stream()
                .map(folder -> TrialFiles.path(out, folder, TrialFiles.RESULT)
                        + ": not the result of a trial; delete it and run the sweep again");
        Stream<String> misplaced = parsed
                .where(col("result.id").isNotNull().and(col("result.id").notEqual(col("folder"))))
                .select("folder", "result.id")
                .collectAsList()
                .stream()
                .map(row -> TrialFiles.path(out, row.getString(0), TrialFiles.RESULT) + ": the result of trial "
                        + row.getString(1) + " in the folder of another; a trial's folder is called by its id");
        List<String> problems = Stream.concat(broken, misplaced).sorted().toList();
        if (!problems.isEmpty()) {
            throw new UserError(problems);
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
