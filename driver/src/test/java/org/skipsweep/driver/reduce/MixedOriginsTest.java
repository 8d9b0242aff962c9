package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Reduction;

/** Tables whose trials were trained with different programs or machines. */
class MixedOriginsTest {
    private static final String OLD = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd";
    private static final String NEW = "1111111111222222222233333333334444444444";

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void table_oneOrigin_saysNothing() {
        SweepOutput output = output().done("a", trial(false, 1), metrics(), Map.of("git_commit", OLD, "host", "red"))
                .done("b", trial(true, 1), metrics(), Map.of("git_commit", OLD, "host", "red"));

        assertThat(table(output)).doesNotContain("Trained with");
    }

    @Test
    void table_resultsThatSayNothing_saysNothing() {
        SweepOutput output =
                output().done("a", trial(false, 1), metrics(), Map.of()).done("b", trial(true, 1), metrics(), Map.of());

        assertThat(table(output)).doesNotContain("Trained with");
    }

    @Test
    void table_cellsOfDifferentMachines_namesThem() {
        SweepOutput output = output().done(
                        "a", trial(false, 1), metrics(), Map.of("git_commit", OLD, "host", "red", "processor", "slow"))
                .done(
                        "b",
                        trial(true, 1),
                        metrics(),
                        Map.of("git_commit", OLD, "host", "blue", "processor", "slow", "gpu", "fast"));

        assertThat(table(output))
                .contains("\nTrained with more than one kind of processor or GPU (fast, slow), host (blue, red):"
                        + " no cell averages over them.\n");
    }

    @Test
    void table_cellOfDifferentCommits_countsIt() {
        SweepOutput output = output().done("a", trial(false, 1), metrics(), Map.of("git_commit", OLD))
                .done("b", trial(false, 2), metrics(), Map.of("git_commit", NEW + "-dirty"))
                .done("c", trial(true, 1), metrics(), Map.of("git_commit", OLD))
                .done("d", trial(true, 2), metrics(), Map.of("git_commit", OLD));

        assertThat(table(output))
                .contains("\nTrained with more than one commit (1111111111-dirty, aaaaaaaaaa):"
                        + " 1 of 2 cells average over them.\n");
    }

    @Test
    void table_olderResultsBesideNewOnes_theirOriginIsUnknown() {
        SweepOutput output = output().done("a", trial(false, 1), metrics(), Map.of())
                .done("b", trial(false, 2), metrics(), Map.of("git_commit", NEW, "versions", Map.of("java", "17")));

        assertThat(table(output))
                .contains("Trained with more than one commit (1111111111, unknown), set of versions (2):");
    }

    @Test
    void parquet_resultsWithOrigins_noFurtherColumns() {
        table(output().done("a", trial(false, 1), metrics(), Map.of()));
        String[] columns = columns();
        table(output().done("b", trial(true, 1), metrics(), Map.of("git_commit", NEW)));

        assertThat(columns()).isEqualTo(columns).doesNotContain("provenance");
    }

    private String[] columns() {
        return spark.read()
                .parquet(folder.resolve("results.parquet").toString())
                .columns();
    }

    private SweepOutput output() {
        return new SweepOutput(folder, "mixed", "table3");
    }

    private static ObjectNode trial(boolean skip, long seed) {
        return SweepOutput.trial(skip, 2, seed, Map.of());
    }

    private static ObjectNode metrics() {
        return new ObjectMapper()
                .createObjectNode()
                .put("elbo", -95)
                .put("train_examples", 50_000)
                .put("test_examples", 10_000);
    }

    private String table(SweepOutput output) {
        return Reducer.reduce(spark, output.uri(), Reduction.TABLE3);
    }
}
