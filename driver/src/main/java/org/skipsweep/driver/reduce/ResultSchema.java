package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The layout of {@code result.json} and the columns that {@code results.parquet} makes of it. */
final class ResultSchema {
    static final String CORRUPT = "_corrupt_record";

    /** How many examples a trial may use; written {@code all} where there is no limit, hence text. */
    static final List<String> LIMITS = List.of("train-examples", "validation-examples", "test-examples");

    static final StructType TRIAL = new StructType()
            .add("dataset", StringType)
            .add("binarization", StringType)
            .add("train-examples", StringType)
            .add("validation-examples", StringType)
            .add("test-examples", StringType)
            .add("model", StringType)
            .add("latent-dim", IntegerType)
            .add("decoder-layers", IntegerType)
            .add("skip", BooleanType)
            .add("skip-output", BooleanType)
            .add("hidden-units", IntegerType)
            .add("epochs", IntegerType)
            .add("batch-size", IntegerType)
            .add("learning-rate", DoubleType)
            .add("gradient-clip", DoubleType)
            .add("kl-warmup-epochs", IntegerType)
            .add("kl-start", DoubleType)
            .add("engine", StringType)
            .add("precision", StringType)
            .add("averaging.workers", IntegerType)
            .add("averaging.frequency", IntegerType)
            .add("seed", LongType);

    static final StructType METRICS = new StructType()
            .add("elbo", DoubleType)
            .add("kl", DoubleType)
            .add("mi", DoubleType)
            .add("mi_monte_carlo", DoubleType)
            .add("mi_cap", DoubleType)
            .add("mi_minibatch", DoubleType)
            .add("aggregate_kl", DoubleType)
            .add("active_units", IntegerType)
            .add("active_units_002", IntegerType)
            .add("best_epoch", IntegerType)
            .add("validation_elbo", DoubleType)
            .add("train_examples", IntegerType)
            .add("validation_examples", IntegerType)
            .add("test_examples", IntegerType);

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
