package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Reduction;

/** What is less than the paper's is called reduced, whatever it is less in. */
class ReducedRunsTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void reduce_otherWidthsOfThePerceptrons_narrowerIsReduced() {
        SweepOutput output = new SweepOutput(folder, "widths", "table3")
                .done("a", trial(Map.of("hidden-units", 256)), -93, 24, 9, 17)
                .done("b", trial(Map.of()), -92, 24, 9, 17)
                .done("c", trial(Map.of("hidden-units", 1024)), -92, 25, 9, 17);

        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(read("tables/table3.parquet").where("reduced").collectAsList())
                .extracting(row -> row.<Integer>getAs("hidden_units"))
                .containsExactly(256);
    }

    @Test
    void reduce_classifiersOfFewerEpochs_orOfReducedTrials_reduced() throws IOException {
        SweepOutput output = new SweepOutput(folder, "classifiers", "classification")
                .done("a", trial(Map.of()), -92, 24, 9, 17)
                .done("b", trial(Map.of("epochs", 99)), -92, 24, 9, 17);
        classified("a", 99, 100);
        classified("b", 100, 100);

        String text = Reducer.reduce(spark, output.uri(), Reduction.CLASSIFICATION);

        assertThat(read("tables/classification.parquet").collectAsList())
                .extracting(row -> row.<Integer>getAs("epochs") + " " + row.getAs("classifier_epochs") + " "
                        + row.getAs("reduced"))
                .containsExactlyInAnyOrder("100 99 true", "100 100 false", "99 100 true", "99 100 true");
        assertThat(text).contains(" | reduced |");
    }

    @Test
    void reduce_allExamplesByNumber_full() {
        SweepOutput output = new SweepOutput(folder, "numbers", "table3")
                .done("a", trial(Map.of("validation-examples", 10_000, "train-examples", 50_000)), -93, 24, 9, 17);

        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(read("tables/table3.parquet").head().<Boolean>getAs("reduced"))
                .isFalse();
    }

    @Test
    void reduce_classifiersOfModelsThatThePaperDidNotTrain_notBesideItsAccuracy() throws IOException {
        SweepOutput output = new SweepOutput(folder, "others", "classification")
                .done("a", trial(Map.of()), -92, 24, 9, 17)
                .done("b", trial(Map.of("hidden-units", 1024)), -92, 24, 9, 17)
                .done("c", trial(Map.of("inference", "semi-amortised", "svi.steps", 5)), -92, 24, 9, 17);
        for (String trial : List.of("a", "b", "c")) {
            classified(trial, 100, 100);
        }

        Reducer.reduce(spark, output.uri(), Reduction.CLASSIFICATION);

        assertThat(read("tables/classification.parquet")
                        .where("accuracy_percent_paper IS NOT NULL")
                        .collectAsList())
                .extracting(row -> row.getAs("hidden_units") + " " + row.getAs("inference") + " "
                        + row.getAs("accuracy_percent_paper"))
                .containsExactly("512 amortised 97.7");
    }

    private void classified(String trial, int epochsOfOneLayer, int epochsOfTwo) throws IOException {
        Files.writeString(
                folder.resolve("trials/" + trial + "/classification.json"),
                """
                {"id": "%s", "train_examples": 50000, "validation_examples": 10000, "test_examples": 10000, "seconds": 1.5,
                 "classifiers": [
                  {"hidden_layers": 1, "epochs": %d, "best_epoch": 9, "validation_accuracy": 0.98, "test_accuracy": 0.98},
                  {"hidden_layers": 2, "epochs": %d, "best_epoch": 9, "validation_accuracy": 0.98, "test_accuracy": 0.98}]}
                """
                        .formatted(trial, epochsOfOneLayer, epochsOfTwo));
    }

    private static ObjectNode trial(Map<String, Object> changes) {
        return SweepOutput.trial(false, 2, 1, changes);
    }

    private Dataset<Row> read(String file) {
        return spark.read().parquet(folder.resolve(file).toString());
    }
}
