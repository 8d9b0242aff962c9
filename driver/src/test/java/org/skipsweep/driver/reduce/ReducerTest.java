package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.plan.Reduction;

class ReducerTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void reduce_fullRunWithTwoSeeds_meanIntervalPaperAndDifference() throws Exception {
        SweepOutput output = fullRun();

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        Dataset<Row> table = read(output, "tables/table3.parquet");
        assertThat(table.columns())
                .containsExactly(
                        "model",
                        "dataset",
                        "latent_dim",
                        "decoder_layers",
                        "skip",
                        "elbo_mean",
                        "elbo_ci95",
                        "elbo_paper",
                        "elbo_diff",
                        "kl_mean",
                        "kl_ci95",
                        "kl_paper",
                        "kl_diff",
                        "mi_mean",
                        "mi_ci95",
                        "mi_paper",
                        "mi_diff",
                        "corrected_mi_mean",
                        "corrected_mi_ci95",
                        "corrected_mi_paper",
                        "corrected_mi_diff",
                        "au_mean",
                        "au_ci95",
                        "au_paper",
                        "au_diff",
                        "mi_saturated",
                        "seeds",
                        "epochs",
                        "train_examples",
                        "test_examples",
                        "engine",
                        "reduced");
        Row vae = table.where("NOT skip").head();
        assertThat(vae.<Double>getAs("elbo_mean")).isCloseTo(-95.0, within(1e-12));
        assertThat(vae.<Double>getAs("elbo_ci95")).isCloseTo(12.7062047 * 0.1, within(1e-6));
        assertThat(vae.<Double>getAs("elbo_paper")).isEqualTo(-94.88);
        assertThat(vae.<Double>getAs("elbo_diff")).isCloseTo(-0.12, within(1e-12));
        assertThat(vae.<Double>getAs("au_mean")).isEqualTo(16.5);
        assertThat(vae.<Boolean>getAs("mi_saturated")).isTrue();
        assertThat(vae.<Boolean>getAs("reduced")).isFalse();
        assertThat(vae.<Integer>getAs("seeds")).isEqualTo(2);
        assertThat(vae.<String>getAs("engine")).isEqualTo("nd4j");
        assertThat(text)
                .startsWith(
                        """
                        # table3 of sweep full

                        mnist, latent-dim 50, 2 decoder layers, 2 seeds, 100 epochs, 50000 training images, 10000 test images, engine nd4j, full run.

                        | model    | ELBO (paper, diff)          | KL (paper, diff)          | MI (paper, diff)   | AU (paper, diff)    |
                        |----------|-----------------------------|---------------------------|--------------------|---------------------|
                        | vae      | -95.00 ±1.27 (-94.88 -0.12) | 24.50 ±2.54 (24.23 +0.27) | ≥9.20 (9.21 -0.01) | 16.5 ±6.4 (17 -0.5) |
                        | skip-vae | -94.50 ±0.00 (-94.80 +0.30) | 26.50 ±2.54 (26.35 +0.15) | ≥9.20 (9.20 +0.00) | 24.0 ±0.0 (24 +0.0) |

                        Nats; AU in units. ±: 95 % confidence interval over seeds (Student t). In brackets: the paper's value and the distance from it.
                        ≥: MI saturated at its cap log 10000 = 9.21; it tells nothing about collapse.
                        MI: KL minus the KL of the aggregate posterior, estimated over the test set; never above log N.
                        """);
        assertThat(text.substring(0, text.indexOf("\n\n# Claims") + 1))
                .isEqualTo(Files.readString(output.file("tables/table3.md")));
        assertThat(text).endsWith(Files.readString(output.file("claims.md")));
    }

    @Test
    void reduce_fullRunWithTwoSeeds_claimsPairedBySeed() {
        SweepOutput output = fullRun();

        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        Dataset<Row> claims = read(output, "claims.parquet");
        assertThat(claims.columns())
                .containsExactly(
                        "kind",
                        "claim",
                        "dataset",
                        "latent_dim",
                        "decoder_layers",
                        "effect",
                        "ci95",
                        "seeds",
                        "verdict",
                        "note");
        List<String> verdicts = claims.collectAsList().stream()
                .map(row -> row.getAs("claim") + " = " + row.getAs("verdict"))
                .toList();
        assertThat(verdicts)
                .containsExactly(
                        "skip-vae above vae on KL = holds",
                        "skip-vae above vae on AU = holds",
                        "skip-vae above vae on MI = undecided",
                        "ELBO of skip-vae at most 1 nat below vae = holds",
                        "vae: MI at its cap log N = at a ceiling",
                        "vae: ELBO within 1 nat of the paper = undecided",
                        "skip-vae: MI at its cap log N = at a ceiling",
                        "skip-vae: ELBO within 1 nat of the paper = equal");
        Row kl = claims.where("claim = 'skip-vae above vae on KL'").head();
        assertThat(kl.<Double>getAs("effect")).isCloseTo(2.0, within(1e-12));
        assertThat(kl.<Double>getAs("ci95")).isCloseTo(0.0, within(1e-9));
        Row mi = claims.where("claim = 'skip-vae above vae on MI'").head();
        assertThat(mi.<String>getAs("note")).isEqualTo("saturated at log N, tells nothing about collapse");
        Row cap = claims.where("claim = 'vae: MI at its cap log N'").head();
        assertThat(cap.<String>getAs("note")).isEqualTo("log 10000 = 9.21: saturated, tells nothing about collapse");
    }

    @Test
    void reduce_smallRunOfOneSeed_noIntervalNoPaperReduced() {
        SweepOutput output = new SweepOutput(folder, "quickstart", "table3")
                .done("a", small(false), -60, 8, 4.1, 5, 2000, 500)
                .done("b", small(true), -59, 9, 4.3, 6, 2000, 500);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        Row vae = read(output, "tables/table3.parquet").where("NOT skip").head();
        assertThat(vae.<Double>getAs("kl_ci95")).isNull();
        assertThat(vae.<Double>getAs("kl_paper")).isNull();
        assertThat(vae.<Double>getAs("kl_diff")).isNull();
        assertThat(vae.<Boolean>getAs("reduced")).isTrue();
        assertThat(text)
                .isEqualTo(
                        """
                        # table3 of sweep quickstart

                        strokes, latent-dim 50, 2 decoder layers, 1 seed, 3 epochs, 2000 training images, 500 test images, engine nd4j, reduced run (a full run of Table 3 takes 100 epochs on all of MNIST, hidden-units 512).

                        | model    | ELBO   | KL   | MI   | AU |
                        |----------|--------|------|------|----|
                        | vae      | -60.00 | 8.00 | 4.10 | 5  |
                        | skip-vae | -59.00 | 9.00 | 4.30 | 6  |

                        Nats; AU in units.
                        MI: KL minus the KL of the aggregate posterior, estimated over the test set; never above log N.

                        # Claims checked by sweep quickstart

                        | claim                                    | layers | effect | verdict   | notes |
                        |------------------------------------------|-------:|--------|-----------|-------|
                        | skip-vae above vae on KL                 |      2 | +1.00  | undecided | 1,2   |
                        | skip-vae above vae on AU                 |      2 | +1.00  | undecided | 1,2,3 |
                        | skip-vae above vae on MI                 |      2 | +0.20  | undecided | 1,2   |
                        | ELBO of skip-vae at most 1 nat below vae |      2 | +1.00  | undecided | 1,2   |

                        Diagnostics, which are no claims of the paper:

                        | claim                         | layers | effect | verdict   | notes |
                        |-------------------------------|-------:|--------|-----------|-------|
                        | vae: MI at its cap log N      |      2 | -2.11  | undecided | 4     |
                        | skip-vae: MI at its cap log N |      2 | -1.91  | undecided | 4     |

                        Effects over 1 seed, in nats (AU: units, perplexities: choices per token).

                        1. one seed, no interval
                        2. reduced run
                        3. at threshold 0.02 +1.00
                        4. log 500 = 6.21: below the cap, biased downwards
                        """);
    }

    @Test
    void reduce_settingsThatVary_splitCellsAndAreColumns() {
        SweepOutput output = new SweepOutput(folder, "settings", "settings")
                .done("a", setting("dynamic", 10, 3e-4), -97.8, 24.0, 9.2, 17)
                .done("b", setting("static", 10, 3e-4), -101.2, 22.3, 9.1, 14)
                .done("c", setting("dynamic", 0, 1e-3), -105.9, 16.6, 8.0, 9);

        String text = Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        Dataset<Row> table = read(output, "tables/settings.parquet");
        assertThat(table.columns()).contains("binarization", "kl_warmup_epochs", "learning_rate");
        assertThat(table.columns()).doesNotContain("batch_size", "skip_output");
        assertThat(table.count()).isEqualTo(3);
        assertThat(table.select("elbo_paper").distinct().head().getDouble(0)).isEqualTo(-94.88);
        assertThat(text)
                .startsWith(
                        """
                        # settings of sweep settings

                        mnist, latent-dim 50, 2 decoder layers, 1 seed, 20 epochs, 50000 training images, 10000 test images, engine nd4j, reduced run (a full run of Table 3 takes 100 epochs on all of MNIST, hidden-units 512).

                        | binarization | learning-rate | kl-warmup-epochs | model | ELBO (paper, diff)      |""");
        assertThat(read(output, "claims.parquet").columns())
                .contains("binarization", "kl_warmup_epochs", "learning_rate");
    }

    @Test
    void reduce_failedAndNoOpTrials_inResultsAndNamedButNotInTable() {
        SweepOutput output = new SweepOutput(folder, "mixed", "table3")
                .done("a", small(false), -60, 8, 4.1, 5, 2000, 500)
                .noOp("b", small(true))
                .failed("c", small(true), "loss is not finite at step 7\nlast good checkpoint: epoch 1");

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        Dataset<Row> results = read(output, "results.parquet");
        assertThat(results.select("id").as(Encoders.STRING()).collectAsList()).containsExactly("a", "b", "c");
        Row failed = results.where("id = 'c'").head();
        assertThat(failed.<String>getAs("failure")).startsWith("loss is not finite at step 7\n");
        assertThat(failed.<Double>getAs("elbo")).isNull();
        assertThat(failed.<Integer>getAs("train_examples_limit")).isEqualTo(2000);
        assertThat(results.where("id = 'a'").head().<Integer>getAs("validation_examples_limit"))
                .isNull();
        assertThat(read(output, "tables/table3.parquet").count()).isEqualTo(1);
        assertThat(text).contains("\n1 trial failed:\n\n- c: loss is not finite at step 7\n");
    }

    @Test
    void reduce_nothingMeasured_emptyTableThatSaysSo() {
        SweepOutput output = new SweepOutput(folder, "idle", "table3").noOp("a", small(false));

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(text)
                .isEqualTo("# table3 of sweep idle\n\nNo trial has metrics.\n\n# Claims checked by sweep idle\n\n"
                        + "No claim can be checked.\n");
        assertThat(read(output, "tables/table3.parquet").count()).isZero();
    }

    @Test
    void reduce_twice_replacesFilesAndLeavesNoOthers() throws Exception {
        SweepOutput output =
                new SweepOutput(folder, "again", "table3").done("a", small(false), -60, 8, 4, 5, 2000, 500);
        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        output.done("b", small(true), -59, 9, 4, 6, 2000, 500);
        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(read(output, "results.parquet").count()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".crc")))
                    .containsExactlyInAnyOrder(
                            "plan.json",
                            "trials",
                            "tables",
                            "results.parquet",
                            "columns.md",
                            "claims.parquet",
                            "claims.md");
        }
    }

    @Test
    void reduce_brokenResults_allNamedAndOldTableKept() throws Exception {
        SweepOutput output =
                new SweepOutput(folder, "broken", "table3").done("a", small(false), -60, 8, 4, 5, 2000, 500);
        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);
        output.result("b", "{\"id\": \"b\", \"state\"").result("c", "{}");

        assertThatThrownBy(() -> Reducer.reduce(spark, output.uri(), Reduction.TABLE3))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "file:%1$s/trials/b/result.json: not the result of a trial; delete it and run the sweep again%n"
                                        .formatted(folder)
                                + "file:%1$s/trials/c/result.json: not the result of a trial; delete it and run the sweep again"
                                        .formatted(folder));
        assertThat(read(output, "results.parquet").count()).isEqualTo(1);
    }

    @Test
    void reduce_noTrialEnded_refused() {
        SweepOutput output = new SweepOutput(folder, "fresh", "table3");

        assertThatThrownBy(() -> Reducer.reduce(spark, output.uri(), Reduction.TABLE3))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "file:" + folder + "/: no trial has ended here, there is no trials/ID/result.json to reduce");
    }

    @Test
    void reduce_noPlan_refused() {
        assertThatThrownBy(() -> Reducer.reduce(spark, folder.toUri(), Reduction.TABLE3))
                .isInstanceOf(UserError.class)
                .hasMessage("file:" + folder + "/: not the output of a sweep, there is no plan.json");
    }

    private SweepOutput fullRun() {
        return new SweepOutput(folder, "full", "table3")
                .done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95.1, 24.3, 9.20, 16)
                .done("b", SweepOutput.trial(false, 2, 2, Map.of()), -94.9, 24.7, 9.20, 17)
                .done("c", SweepOutput.trial(true, 2, 1, Map.of()), -94.5, 26.3, 9.20, 24)
                .done("d", SweepOutput.trial(true, 2, 2, Map.of()), -94.5, 26.7, 9.20, 24);
    }

    private static ObjectNode small(boolean skip) {
        return SweepOutput.trial(
                skip, 2, 1, Map.of("dataset", "strokes", "binarization", "none", "epochs", 3, "train-examples", 2000));
    }

    private static ObjectNode setting(String binarization, int warmup, double learningRate) {
        return SweepOutput.trial(
                false,
                2,
                1,
                Map.of(
                        "binarization", binarization,
                        "kl-warmup-epochs", warmup,
                        "learning-rate", learningRate,
                        "epochs", 20));
    }

    private Dataset<Row> read(SweepOutput output, String file) {
        return spark.read().parquet(output.file(file).toString());
    }
}
