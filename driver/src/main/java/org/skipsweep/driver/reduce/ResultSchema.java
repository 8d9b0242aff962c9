package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.models.trial.Metric;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.ValueType;

/** The layout of {@code result.json} and the columns that {@code results.parquet} makes of it. */
final class ResultSchema {
    static final String CORRUPT = "_corrupt_record";

    /** How many examples a trial may use; written {@code all} where there is no limit, hence text. */
    static final List<String> LIMITS = TrialKeys.all().stream()
            .filter(key -> key.type() instanceof ValueType.Count)
            .map(TrialKey::name)
            .toList();

    static final StructType TRIAL = trial();
    static final StructType METRICS = metrics();
    static final StructType RESULT = new StructType()
            .add("id", StringType)
            .add("state", StringType)
            .add("trial", TRIAL)
            .add("metrics", METRICS)
            .add("seconds", DoubleType)
            .add("images_per_second", DoubleType)
            .add("engine", StringType)
            .add("executor", StringType)
            .add("attempts", IntegerType)
            .add("failure", new StructType().add("message", StringType))
            .add(CORRUPT, StringType);

    /** Columns of every trial key but the seed: trials that agree in all of them are replicates of one cell. */
    static final List<String> SETTINGS = List.of(TRIAL.fieldNames()).stream()
            .filter(key -> !key.equals("seed"))
            .map(ResultSchema::column)
            .toList();

    private ResultSchema() {}

    private static StructType trial() {
        StructType trial = new StructType();
        for (TrialKey<?> key : TrialKeys.all()) {
            trial = trial.add(key.name(), type(key.type()));
        }
        return trial;
    }

    /** A count is a text, since it may be {@code all}. */
    private static DataType type(ValueType<?> type) {
        if (type instanceof ValueType.WholeNumber) {
            return IntegerType;
        }
        if (type instanceof ValueType.Seed) {
            return LongType;
        }
        if (type instanceof ValueType.Real) {
            return DoubleType;
        }
        return type instanceof ValueType.Flag ? BooleanType : StringType;
    }

    private static StructType metrics() {
        StructType metrics = new StructType();
        for (Metric metric : Metric.values()) {
            metrics = metrics.add(metric.key(), metric.counts() ? IntegerType : DoubleType);
        }
        return metrics.add("best_epoch", IntegerType)
                .add("train_examples", IntegerType)
                .add("validation_examples", IntegerType)
                .add("test_examples", IntegerType);
    }

    /**
     * The column of a trial key. A limit is not what it limits: {@code train_examples} is what the trial had, as its
     * metrics say, and {@code train_examples_limit} what it was allowed.
     */
    static String column(String key) {
        String name = key.replace('-', '_').replace('.', '_');
        return LIMITS.contains(key) ? name + "_limit" : name;
    }

    /** The trial key, as users write it, whose column is {@code column}; other columns keep their name, with dashes. */
    static String key(String column) {
        return List.of(TRIAL.fieldNames()).stream()
                .filter(key -> column(key).equals(column))
                .findFirst()
                .orElse(column.replace('_', '-'));
    }
}
