package org.skipsweep.driver.reduce.classification;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A classifier of a trial's posterior means.
 *
 * @param trial id of the trial
 * @param hiddenLayers of the classifier
 * @param epochs of its training
 * @param validationAccuracy in percent
 * @param testAccuracy in percent
 */
record ClassifierRow(String trial, int hiddenLayers, int epochs, double validationAccuracy, double testAccuracy) {
    private static final StructType CLASSIFIER = new StructType()
            .add("hidden_layers", DataTypes.IntegerType)
            .add("epochs", DataTypes.IntegerType)
            .add("validation_accuracy", DataTypes.DoubleType)
            .add("test_accuracy", DataTypes.DoubleType);
    private static final StructType CLASSIFICATION =
            new StructType().add("id", DataTypes.StringType).add("classifiers", DataTypes.createArrayType(CLASSIFIER));

    /** Reads every {@code trials/ID/classification.json} below {@code out}. */
    static List<ClassifierRow> read(SparkSession spark, Path out) {
        Path pattern = new Path(out, "trials/*/classification.json");
        return any(spark, pattern)
                ? spark
                        .read()
                        .schema(CLASSIFICATION)
                        .option("multiLine", true)
                        .json(pattern.toString())
                        .select(col("id"), explode(col("classifiers")).as("classifier"))
                        .select("id", "classifier.*")
                        .collectAsList()
                        .stream()
                        .map(ClassifierRow::of)
                        .toList()
                : List.of();
    }

    private static boolean any(SparkSession spark, Path pattern) {
        try {
            return pattern.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(pattern).length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + pattern, e);
        }
    }

    private static ClassifierRow of(Row row) {
        return new ClassifierRow(
                row.getAs("id"),
                row.<Integer>getAs("hidden_layers"),
                row.<Integer>getAs("epochs"),
                row.<Double>getAs("validation_accuracy") * 100,
                row.<Double>getAs("test_accuracy") * 100);
    }
}
