package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {
    @TempDir
    Path folder;

    @Test
    void measured_doneFailedAndNoOpTrials_thoseWithMetricsOnly() {
        SweepOutput output = new SweepOutput(folder, "mixed", "settings")
                .done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9, 17)
                .failed("b", SweepOutput.trial(false, 2, 2, Map.of()), "lost")
                .noOp("c", SweepOutput.trial(false, 2, 3, Map.of()));

        Dataset<Row> results = ResultsTable.read(LocalSpark.session(), new org.apache.hadoop.fs.Path(output.uri()));

        assertThat(results.collectAsList()).hasSize(3);
        assertThat(ResultsTable.measured(results).collectAsList())
                .extracting(row -> row.getAs("id"))
                .containsExactly("a");
    }
}
