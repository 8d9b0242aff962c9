package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Reduction;

/** Tables 1 and 2, made from results that look like those of the paper's trials. */
class ImageTablesTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void reduce_table2FullRuns_paperValuesOfBothDataSetsAndClaimsOnDepth() {
        SweepOutput output = table2();

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE2);

        List<Row> cells = read(output, "tables/table2.parquet").collectAsList();
        assertThat(cells)
                .extracting(
                        cell -> cell.getAs("dataset") + " " + cell.getAs("decoder_layers") + " " + cell.getAs("model"))
                .containsExactly(
                        "mnist 1 vae",
                        "mnist 1 skip-vae",
                        "mnist 9 vae",
                        "mnist 9 skip-vae",
                        "omniglot 1 vae",
                        "omniglot 9 vae");
        assertThat(cells)
                .extracting(cell -> cell.<Double>getAs("kl_paper"))
                .containsExactly(13.31, 13.40, 7.14, 9.34, 8.42, 4.41);
        assertThat(cells).extracting(cell -> cell.<Boolean>getAs("reduced")).containsOnly(false);
        assertThat(cells.get(0).<Double>getAs("elbo_mean")).isCloseTo(-89.5, within(1e-12));
        assertThat(text)
                .startsWith(
                        """
                        # table2 of sweep full

                        latent-dim 20, 100 epochs, engine nd4j, full run.

                        | dataset  | model    | layers | ELBO (paper, diff)          |""");
        assertThat(read(output, "claims.parquet").collectAsList())
                .extracting(row -> row.getAs("dataset") + " " + row.getAs("decoder_layers") + ": " + row.getAs("claim")
                        + " = " + row.getAs("verdict"))
                .containsExactly(
                        "mnist 1: skip-vae above vae on KL = undecided",
                        "mnist 1: skip-vae above vae on AU = at a ceiling",
                        "mnist 1: skip-vae above vae on MI = does not hold",
                        "mnist 1: ELBO of skip-vae within 1 nat of vae = undecided",
                        "mnist 9: skip-vae above vae on KL = holds",
                        "mnist 9: skip-vae above vae on AU = holds",
                        "mnist 9: skip-vae above vae on MI = holds",
                        "mnist 9: ELBO of skip-vae within 1 nat of vae = better",
                        "mnist 9: gap on KL widens with depth = holds",
                        "mnist 9: gap on MI widens with depth = holds",
                        "mnist 9: vae: AU falls with depth = holds",
                        "omniglot 9: vae: AU falls with depth = undecided",
                        "mnist 1: vae: ELBO within 1 nat of the paper = undecided",
                        "mnist 1: skip-vae: ELBO within 1 nat of the paper = equal",
                        "mnist 9: vae: ELBO within 1 nat of the paper = equal",
                        "mnist 9: skip-vae: ELBO within 1 nat of the paper = better",
                        "omniglot 1: vae: ELBO within 1 nat of the paper = undecided",
                        "omniglot 9: vae: ELBO within 1 nat of the paper = undecided");
        Dataset<Row> claims = read(output, "claims.parquet");
        Row gap = claims.where("claim LIKE 'gap%KL%'").head();
        assertThat(gap.<Double>getAs("effect")).isCloseTo(2.0, within(1e-9));
        assertThat(gap.<Double>getAs("ci95")).isCloseTo(12.7062047 * 0.1, within(1e-6));
        assertThat(gap.<Integer>getAs("seeds")).isEqualTo(2);
        assertThat(gap.<String>getAs("note")).isEqualTo("+0.10 at 1, +2.10 at 9 layers");
        Row units =
                claims.where("claim LIKE '%AU falls%' AND dataset = 'omniglot'").head();
        assertThat(units.<Double>getAs("effect")).isZero();
        assertThat(units.<String>getAs("note")).isEqualTo("20.0 at 1, 20.0 at 9 layers; one seed, no interval");
        assertThat(text)
                .contains("mnist:\n\n| claim                                | layers | effect ")
                .contains(
                        "| skip-vae above vae on AU             |      1 | +0.00 ±0.00  |     2 | at a ceiling  | 1,2   |");
        assertThat(text.substring(text.indexOf("# Claims")).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void reduce_omniglotWithFewerImagesThanThePaper_reduced() {
        SweepOutput output = new SweepOutput(folder, "few", "table2")
                .done("a", trial(false, 1, 1, Map.of("dataset", "omniglot")), -98, 8, 7, 20, 22_345, 8_070)
                .done("b", trial(false, 3, 1, Map.of("dataset", "omniglot")), -95, 7, 6, 20, 22_344, 8_070)
                .done("c", trial(false, 6, 1, Map.of("dataset", "omniglot")), -94, 6, 5, 20, 22_345, 8_000)
                .done(
                        "d",
                        trial(false, 9, 1, Map.of("dataset", "omniglot", "epochs", 99)),
                        -94,
                        6,
                        5,
                        20,
                        22_345,
                        8_070)
                .done("e", trial(true, 9, 1, Map.of()), -84, 9, 8, 12, 22_345, 8_070);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE2);

        assertThat(read(output, "tables/table2.parquet").where("NOT reduced").collectAsList())
                .extracting(row -> row.<Integer>getAs("decoder_layers"))
                .containsExactly(1);
        assertThat(text).contains(" | reduced |");
    }

    @Test
    void reduce_table1_cellsByLatentDim() {
        SweepOutput output = new SweepOutput(folder, "dims", "table1")
                .done("a", trial(false, 9, 1, Map.of("latent-dim", 2)), -84.3, 3.1, 3.0, 2)
                .done("b", trial(true, 9, 1, Map.of("latent-dim", 2)), -84.3, 3.6, 3.4, 2)
                .done("c", trial(false, 9, 1, Map.of()), -83, 7, 6.5, 8)
                .done("d", trial(true, 9, 1, Map.of()), -82.6, 9, 7.7, 13);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE1);

        assertThat(text)
                .startsWith(
                        """
                        # table1 of sweep dims

                        mnist, 9 decoder layers, 1 seed, 100 epochs, 50000 training images, 10000 test images, engine nd4j, full run.

                        | latent-dim | model    | ELBO (paper, diff)    | KL (paper, diff)  | MI (paper, diff)  | AU (paper, diff) |
                        |------------|----------|-----------------------|-------------------|-------------------|------------------|
                        | 2          | vae      | -84.30 (-84.27 -0.03) | 3.10 (3.13 -0.03) | 3.00 (3.09 -0.09) | 2 (2 +0)         |
                        | 2          | skip-vae | -84.30 (-84.30 +0.00) | 3.60 (3.54 +0.06) | 3.40 (3.46 -0.06) | 2 (2 +0)         |
                        | 20         | vae      | -83.00 (-83.06 +0.06) | 7.00 (7.14 -0.14) | 6.50 (6.55 -0.05) | 8 (8 +0)         |
                        | 20         | skip-vae | -82.60 (-82.55 -0.05) | 9.00 (9.33 -0.33) | 7.70 (7.80 -0.10) | 13 (13 +0)       |
                        """);
        assertThat(text)
                .contains("| claim                                    | latent-dim | layers | effect |")
                .doesNotContain("depth");
    }

    @Test
    void reduce_settingsOfImageModels_besideTable2() {
        SweepOutput output = new SweepOutput(folder, "settings", "settings")
                .done("a", trial(false, 1, 1, Map.of("binarization", "static", "epochs", 5)), -92, 12, 8, 20)
                .done("b", trial(false, 1, 1, Map.of("binarization", "dynamic", "epochs", 5)), -91, 12, 8, 20)
                .done("c", trial(true, 9, 1, Map.of("binarization", "dynamic", "epochs", 5)), -85, 9, 8, 20);

        String text = Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        assertThat(text)
                .contains("a full run of Table 2 takes 100 epochs on all of MNIST and of Omniglot")
                .contains("(-89.64 -2.36)")
                .contains("(9.34 -0.34)");
    }

    private SweepOutput table2() {
        Map<String, Object> omniglot = Map.of("dataset", "omniglot");
        return new SweepOutput(folder, "full", "table2")
                .done("a", trial(false, 1, 1, Map.of()), -89.6, 13.3, 8.5, 20)
                .done("b", trial(false, 1, 2, Map.of()), -89.4, 13.3, 8.5, 20)
                .done("c", trial(true, 1, 1, Map.of()), -89.2, 13.3, 8.5, 20)
                .done("d", trial(true, 1, 2, Map.of()), -89.2, 13.5, 8.5, 20)
                .done("e", trial(false, 9, 1, Map.of()), -83.0, 7.0, 6.5, 8)
                .done("f", trial(false, 9, 2, Map.of()), -83.0, 7.0, 6.5, 8)
                .done("g", trial(true, 9, 1, Map.of()), -81.0, 9.1, 7.8, 13)
                .done("h", trial(true, 9, 2, Map.of()), -81.0, 9.1, 7.8, 13)
                .done("i", trial(false, 1, 1, omniglot), -97.6, 8.4, 7.0, 20, 22_345, 8_070)
                .done("j", trial(false, 9, 1, omniglot), -92.8, 4.4, 4.2, 20, 22_345, 8_070);
    }

    private static ObjectNode trial(boolean skip, int decoderLayers, long seed, Map<String, Object> changes) {
        Map<String, Object> keys = new LinkedHashMap<>(Map.of("model", "image-vae", "latent-dim", 20));
        keys.putAll(changes);
        return SweepOutput.trial(skip, decoderLayers, seed, keys);
    }

    private Dataset<Row> read(SweepOutput output, String file) {
        return spark.read().parquet(output.file(file).toString());
    }
}
