package org.skipsweep.driver.reduce.result;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Metric;

/** The layout of {@code result.json}. */
final class ResultSchema {
    static final String CORRUPT = "_corrupt_record";

    /** Where a trial's numbers come from, by facts; what is no text among them is read as its JSON. */
    static final String PROVENANCE = "provenance";
    /** What of a trial's provenance has a column of its own. */
    static final List<String> ORIGIN_COLUMNS = List.of("git_commit", "processor", "gpu", "host");

    static final StructType METRICS = metrics();
    static final StructType RESULT = new StructType()
            .add("id", StringType)
            .add("state", StringType)
            .add("trial", trial())
            .add("metrics", METRICS)
            .add("seconds", DoubleType)
            .add("images_per_second", DoubleType)
            .add("engine", StringType)
            .add("executor", StringType)
            .add("attempts", IntegerType)
            .add(PROVENANCE, DataTypes.createMapType(StringType, StringType))
            .add("failure", new StructType().add("message", StringType))
            .add(CORRUPT, StringType);

    private ResultSchema() {}

    private static StructType trial() {
        StructType trial = new StructType();
        for (TrialKey<?> key : TrialKeys.all()) {
            trial = trial.add(key.name(), KeyColumns.json(key));
        }
        return trial;
    }

    /** In the order of {@code result.json}, where the selected epoch stands before what it was selected by. */
    private static StructType metrics() {
        StructType metrics = new StructType();
        for (Metric metric : Metric.values()) {
            if (metric == Metric.VALIDATION_ELBO) {
                metrics = metrics.add("best_epoch", IntegerType);
            }
            metrics = metrics.add(metric.key(), metric.counts() ? IntegerType : DoubleType);
        }
        return metrics.add("train_examples", IntegerType)
                .add("validation_examples", IntegerType)
                .add("test_examples", IntegerType);
    }
}
