package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Reduction;

/** How far settings are from the paper's Table 3, worked out by hand. */
class SettingDistancesTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void reduce_twoSettings_distancesOverTheCellsOfBoth_inUnitsOfThePooledSpread() {
        SweepOutput output = new SweepOutput(folder, "readings", "table3")
                .done("a1", trial("dynamic", false, 2, 1), -93.88, 25.23, 9.2, 17)
                .done("a2", trial("dynamic", false, 2, 2), -91.88, 27.23, 9.2, 17)
                .done("b1", trial("dynamic", true, 2, 1), -93.80, 26.35, 9.2, 24)
                .done("b2", trial("dynamic", true, 2, 2), -93.80, 26.35, 9.2, 24)
                .done("c1", trial("dynamic", false, 4, 1), -197.09, 1, 0.5, 1)
                .done("d1", trial("static", false, 2, 1), -94.88, 24.23, 9.2, 17)
                .done("d2", trial("static", false, 2, 2), -94.88, 24.23, 9.2, 17)
                .done("e1", trial("static", true, 2, 1), -96.80, 26.35, 9.2, 23)
                .done("e2", trial("static", true, 2, 2), -94.80, 26.35, 9.2, 25);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(text)
                .contains(
                        """

                        Distance from the paper, without its sign: the mean over the 2 cells that every setting has. In brackets: in units of the standard deviation over seeds, pooled over these cells, ELBO 1.00, KL 0.71, AU 0.71.

                        | binarization |       ELBO |         KL |        AU | mean of the brackets |
                        |--------------|-----------:|-----------:|----------:|---------------------:|
                        | dynamic      | 1.50 (1.5) | 1.00 (1.4) | 0.0 (0.0) |                  1.0 |
                        | static       | 0.50 (0.5) | 0.00 (0.0) | 0.0 (0.0) |                  0.2 |
                        """);
        List<Row> rows = spark.read()
                .parquet(output.file("distances.parquet").toString())
                .collectAsList();
        assertThat(rows).extracting(row -> row.getAs("binarization")).containsExactly("dynamic", "static");
        assertThat(rows).extracting(row -> row.<Integer>getAs("cells")).containsOnly(2);
        assertThat(rows.get(0).<Double>getAs("kl_distance")).isCloseTo(1, within(1e-12));
        assertThat(rows.get(0).<Double>getAs("kl_in_spreads")).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(rows.get(0).<Double>getAs("in_spreads")).isCloseTo((1.5 + Math.sqrt(2)) / 3, within(1e-12));
    }

    @Test
    void reduce_oneSeedEach_distancesWithoutSpread() {
        SweepOutput output = new SweepOutput(folder, "readings", "table3")
                .done("a", trial("dynamic", false, 2, 1), -93.88, 25.23, 5, 17)
                .done("b", trial("static", false, 2, 1), -94.88, 25.23, 5, 12);

        assertThat(Reducer.reduce(spark, output.uri(), Reduction.TABLE3))
                .contains(
                        """
                        mean over the 1 cell that every setting has.

                        | binarization | ELBO |   KL |   MI |  AU |
                        |--------------|-----:|-----:|-----:|----:|
                        | dynamic      | 1.00 | 1.00 | 4.21 | 0.0 |
                        | static       | 0.00 | 1.00 | 4.21 | 5.0 |
                        """);
    }

    @Test
    void reduce_settingsThatShareNoCell_noDistances() {
        SweepOutput output = new SweepOutput(folder, "readings", "table3")
                .done("a", trial("dynamic", false, 2, 1), -93.88, 25.23, 5, 17)
                .done("b", trial("static", false, 4, 1), -94.88, 25.23, 5, 12);

        assertThat(Reducer.reduce(spark, output.uri(), Reduction.TABLE3)).doesNotContain("Distance from the paper");
        assertThat(output.file("distances.parquet")).doesNotExist();
    }

    private static ObjectNode trial(String binarization, boolean skip, int decoderLayers, long seed) {
        return SweepOutput.trial(skip, decoderLayers, seed, Map.of("binarization", binarization));
    }
}
