package org.skipsweep.driver.reduce.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.reduce.SweepOutput;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.result.Metric;

class ResultsTableTest {
    @TempDir
    Path folder;

    @Test
    void measured_doneFailedAndNoOpTrials_thoseWithMetricsOnly() {
        Results results = read(output().done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9, 17)
                .failed("b", SweepOutput.trial(false, 2, 2, Map.of()), "lost")
                .noOp("c", SweepOutput.trial(false, 2, 3, Map.of())));

        assertThat(results.rows().collectAsList()).hasSize(3);
        assertThat(results.trials()).extracting(TrialRow::id).containsExactly("a", "b", "c");
        assertThat(results.measured()).extracting(TrialRow::id).containsExactly("a");
        assertThat(results.trials())
                .filteredOn(TrialRow::failed)
                .singleElement()
                .satisfies(trial -> assertThat(trial.failure()).contains("lost"));
    }

    @Test
    void trial_everyKey_asWrittenAndNoLimitAbsent() {
        TrialRow trial = read(output().done(
                                "a", SweepOutput.trial(true, 3, 7, Map.of("test-examples", 500)), -95, 24, 9, 17))
                .trials()
                .get(0);

        assertThat(trial.seed()).isEqualTo(7);
        assertThat(trial.settings().find(TrainingKeys.LEARNING_RATE)).contains(3e-4);
        assertThat(trial.settings().find(ModelKeys.MODEL)).contains("mlp-vae");
        assertThat(trial.settings().find(ModelKeys.SKIP)).contains(true);
        assertThat(trial.settings().find(ExecutionKeys.SEED)).isEmpty();
        assertThat(trial.settings().number(DataKeys.TEST_EXAMPLES)).contains(500);
        assertThat(trial.settings().number(DataKeys.TRAIN_EXAMPLES)).isEmpty();
        assertThat(trial.settings().text(DataKeys.TRAIN_EXAMPLES)).isEqualTo("all");
        assertThat(trial.measurements().get(Metric.ACTIVE_UNITS)).isEqualTo(17);
        assertThat(trial.examples())
                .isEqualTo(new ExampleCounts(Optional.of(50_000), Optional.of(10_000), Optional.of(10_000)));
    }

    @Test
    void trial_keyAddedSinceItWasWritten_theValueItHadThen() {
        Results results = read(output().done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9, 17));

        assertThat(results.trials().get(0).settings().find(ExecutionKeys.PRECISION))
                .contains("fp32");
        assertThat(results.rows().head().<String>getAs("precision")).isEqualTo("fp32");
    }

    @Test
    void trial_familyWithFewerKeys_othersAbsent() {
        ObjectNode keys = SweepOutput.trial(false, 2, 1, Map.of("model", "other"));
        keys.remove("decoder-layers");

        Results results = read(output().done("a", keys, -95, 24, 9, 17));

        Row row = results.rows().head();
        assertThat(row.<Integer>getAs("decoder_layers")).isNull();
        assertThat(row.<String>getAs("precision")).isNull();
        assertThat(results.trials().get(0).settings().text(ModelKeys.DECODER_LAYERS))
                .isEqualTo("-");
    }

    @Test
    void read_resultWithoutSeed_refused() {
        SweepOutput output = output().result("a", "{\"id\": \"a\", \"state\": \"done\", \"trial\": {\"epochs\": 1}}");

        assertThatThrownBy(() -> read(output))
                .isInstanceOf(UserError.class)
                .hasMessage("file:%s/trials/a/result.json: not the result of a trial; delete it and run the sweep again"
                        .formatted(folder));
    }

    @Test
    void provenance_isInTheLastColumns_andNullWhereItWasNotRecorded() {
        SweepOutput output = output().done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9, 17)
                .result(
                        "b",
                        """
                        {"id": "b", "state": "done", "trial": {"seed": 2}, "provenance":
                        {"git_commit": "abc", "processor": "p", "host": "h", "versions": {"nd4j": "1"}}}""");

        Dataset<Row> results = read(output).rows();

        String[] columns = results.columns();
        assertThat(Arrays.copyOfRange(columns, columns.length - 5, columns.length))
                .containsExactly("failure", "git_commit", "processor", "gpu", "host");
        assertThat(ColumnGuide.of(results.schema()).lines())
                .filteredOn(line -> line.matches("\\| [a-z_0-9]+ +\\| [a-z]+ +\\| .*\\S.* \\| .*\\S.* \\| [a-z].* \\|"))
                .hasSize(columns.length + 1);
        assertThatThrownBy(() -> ColumnGuide.of(results.schema().add("new", "int")))
                .hasMessage("nothing is said of the column new");
        assertThat(results.select("git_commit", "processor", "gpu", "host").collectAsList())
                .containsExactly(RowFactory.create(null, null, null, null), RowFactory.create("abc", "p", null, "h"));
    }

    private SweepOutput output() {
        return new SweepOutput(folder, "mixed", "settings");
    }

    private static Results read(SweepOutput output) {
        return ResultsTable.read(LocalSpark.session(), new org.apache.hadoop.fs.Path(output.uri()));
    }
}
