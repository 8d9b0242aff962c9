package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.TrialSpecParser;

/** Table 4, made from results that look like those of the paper's trials, one of whose models has no latent variable. */
class Table4Test {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the trials of {@code table4.conf}, in their order. */
    private static final List<ObjectNode> MEASURED = List.of(
            languageModel(61.6, -329.1),
            latent(62.4, 62.37, -330, 0.006, 0.0021, 0),
            latent(61.7, 62.68, -330, 0.34, 0.3, 1),
            latent(59.9, 60.37, -327.5, 5, 4.9, 14),
            latent(60.9, 62.53, -330.5, 15, 7.5, 32),
            latent(60.2, 60.22, -327, 3, 2.9, 10),
            latent(60.5, 62.92, -332, 22, 9.2, 64));

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void reduce_everyRowOfThePaper_inItsOrderWithWhatDoesNotApplyAsDashes() {
        SweepOutput output = sweep("table4", MEASURED);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        assertThat(text)
                .startsWith(
                        """
                        # table4 of sweep texts

                        yahoo, 1 seed, 30 epochs, 100000 training documents, 10000 test documents, engine nd4j, full run.

                        | latent-dim | model       | PPL (paper, diff)   | bound PPL | ELBO (paper, diff)      | KL (paper, diff)     | MI (paper, diff)     | AU (paper, diff) |
                        |------------|-------------|---------------------|-----------|-------------------------|----------------------|----------------------|------------------|
                        | -          | lstm-lm     | 61.60 (61.60 +0.00) | -         | -329.10                 | -                    | -                    | -                |
                        | 32         | vae         | 62.40 (62.38 +0.02) | 62.37     | -330.00 (-330.10 +0.10) | 0.006 (0.005 +0.001) | 0.002 (0.002 +0.000) | 0 (0 +0)         |
                        | 32         | skip-vae    | 61.70 (61.71 -0.01) | 62.68     | -330.00 (-330.50 +0.50) | 0.34 (0.34 +0.00)    | 0.30 (0.31 -0.01)    | 1 (1 +0)         |
                        | 32         | sa-vae      | 59.90 (59.85 +0.05) | 60.37     | -327.50 (-327.50 +0.00) | 5.00 (5.47 -0.47)    | 4.90 (4.98 -0.08)    | 14 (14 +0)       |
                        | 32         | skip-sa-vae | 60.90 (60.87 +0.03) | 62.53     | -330.50 (-330.30 -0.20) | 15.00 (15.05 -0.05)  | 7.50 (7.47 +0.03)    | 32 (32 +0)       |
                        | 64         | sa-vae      | 60.20 (60.20 +0.00) | 60.22     | -327.00 (-327.30 +0.30) | 3.00 (3.09 -0.09)    | 2.90 (2.95 -0.05)    | 10 (10 +0)       |
                        | 64         | skip-sa-vae | 60.50 (60.55 -0.05) | 62.92     | -332.00 (-330.80 -1.20) | 22.00 (22.54 -0.54)  | ≥9.20 (9.15 +0.05)   | 64 (64 +0)       |

                        Nats; PPL and bound PPL in choices per token, AU in units. In brackets: the paper's value and the distance from it.
                        ≥: MI saturated at its cap log 10000 = 9.21; it tells nothing about collapse.
                        MI: KL minus the KL of the aggregate posterior, estimated over the test set; never above log N.
                        The paper's AU with semi-amortised inference may be that of the last test batch only, the longest documents, at threshold 0.02, as the authors' program counts it; ours is over all test documents, at 0.01.
                        """);
    }

    @Test
    void reduce_parquet_columnsOfItsKeysAndNullsWhereNothingApplies() {
        SweepOutput output = sweep("table4", MEASURED);

        Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        Dataset<Row> table = read(output, "tables/table4.parquet");
        assertThat(table.columns())
                .startsWith(
                        "model",
                        "dataset",
                        "latent_dim",
                        "skip",
                        "inference",
                        "ppl_mean",
                        "ppl_ci95",
                        "ppl_paper",
                        "ppl_diff")
                .contains("bound_ppl_mean")
                .endsWith("mi_saturated", "seeds", "epochs", "train_examples", "test_examples", "engine", "reduced")
                .hasSize(5 + 7 * 4 + 7);
        Row languageModel = table.where("model = 'lstm-lm'").head();
        assertThat(languageModel.<Double>getAs("elbo_mean")).isEqualTo(-329.1);
        assertThat(languageModel.<Double>getAs("ppl_paper")).isEqualTo(61.6);
        assertThat(List.of(
                        "latent_dim",
                        "skip",
                        "inference",
                        "bound_ppl_mean",
                        "elbo_paper",
                        "elbo_diff",
                        "kl_mean",
                        "kl_paper",
                        "kl_diff",
                        "mi_mean",
                        "au_mean",
                        "mi_saturated"))
                .allSatisfy(column ->
                        assertThat(languageModel.<Object>getAs(column)).isNull());
        Row vae = table.where("model = 'vae'").head();
        assertThat(vae.<Double>getAs("kl_paper")).isEqualTo(0.005);
        assertThat(vae.<Double>getAs("bound_ppl_paper")).isNull();
        assertThat(vae.<Boolean>getAs("mi_saturated")).isFalse();
        assertThat(table.where("reduced").count()).isZero();
    }

    @Test
    void claims_onThePapersNumbers() {
        SweepOutput output = sweep("table4", MEASURED);
        add(output, "second", MEASURED, "seeds=[2]");

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        assertThat(claims(output))
                .containsExactly(
                        "32: skip-vae above vae on KL = holds",
                        "32: skip-vae above vae on MI = holds",
                        "32: skip-vae above vae on AU = holds",
                        "32: skip-sa-vae above sa-vae on KL = holds",
                        "32: skip-sa-vae above sa-vae on MI = holds",
                        "32: skip-sa-vae above sa-vae on AU = holds",
                        "64: skip-sa-vae above sa-vae on KL = holds",
                        "64: skip-sa-vae above sa-vae on MI = undecided",
                        "64: skip-sa-vae above sa-vae on AU = holds",
                        "64: skip-sa-vae: AU grows with latent-dim = holds",
                        "64: sa-vae: AU does not grow with latent-dim = holds",
                        "null: all perplexities within 1 of each other = does not hold",
                        "32: vae: ELBO within 1 nat of the paper = equal",
                        "32: skip-vae: ELBO within 1 nat of the paper = equal",
                        "32: sa-vae: ELBO within 1 nat of the paper = equal",
                        "32: skip-sa-vae: ELBO within 1 nat of the paper = equal",
                        "64: sa-vae: ELBO within 1 nat of the paper = equal",
                        "64: skip-sa-vae: ELBO within 1 nat of the paper = worse");
        assertThat(note(output, "all perplexities%"))
                .isEqualTo(
                        "7 rows, from 59.90 (sa-vae) to 62.40 (vae); the paper's own rows, which it calls similar, are 2.53"
                                + " apart");
        assertThat(note(output, "sa-vae: AU%"))
                .isEqualTo("14.0 at 32, 10.0 at 64 dimensions; all seeds tie, which no interval over seeds can judge");
        assertThat(text).contains("| claim                                    | latent-dim | effect ");
    }

    @Test
    void claims_theOtherWay_andAKlWithoutInformationIsNoted() {
        List<ObjectNode> measured = List.of(
                languageModel(9.1, -22),
                latent(9.2, 9.3, -22, 0.001, 0, 0),
                latent(9.5, 9.6, -23, 1.5, 0.0004, 0),
                latent(9.4, 9.5, -23, 6, 5, 8),
                latent(9.6, 9.7, -24, 5, 3, 8),
                latent(9.4, 9.5, -23, 6, 5, 9),
                latent(9.9, 9.99, -24, 5, 3, 8));
        SweepOutput output = sweep("table4", measured);
        add(output, "second", measured, "seeds=[2]");

        Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        assertThat(claims(output))
                .contains(
                        "32: skip-vae above vae on KL = holds",
                        "32: skip-vae above vae on MI = holds",
                        "32: skip-vae above vae on AU = does not hold",
                        "32: skip-sa-vae above sa-vae on KL = does not hold",
                        "32: skip-sa-vae above sa-vae on MI = does not hold",
                        "32: skip-sa-vae above sa-vae on AU = does not hold",
                        "64: skip-sa-vae: AU grows with latent-dim = does not hold",
                        "64: sa-vae: AU does not grow with latent-dim = does not hold",
                        "null: all perplexities within 1 of each other = holds");
        assertThat(note(output, "skip-vae above vae on KL"))
                .isEqualTo("tells nothing, with MI 0.000 the latent variable has collapsed");
        assertThat(note(output, "skip-sa-vae above sa-vae on KL")).isEmpty();
        assertThat(read(output, "claims.parquet")
                        .where("claim LIKE 'all perplexities%'")
                        .head()
                        .<Double>getAs("effect"))
                .isCloseTo(0.8, within(1e-9));
    }

    @Test
    void claims_overSeeds_spreadSeedBySeed_ofTheSeedsThatAllHave() {
        List<ObjectNode> second = List.of(
                languageModel(61.5, -329),
                latent(61.7, 62, -330, 0, 0, 0),
                latent(61.9, 62, -330, 0, 0, 0),
                latent(61.5, 62, -328, 4, 3, 12),
                latent(61.8, 62, -330, 15, 8, 32),
                latent(61.5, 62, -328, 4, 3, 12));
        SweepOutput output = sweep("table4", MEASURED.subList(0, 6));
        add(output, "second", second, "seeds=[2]");

        Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        Row spread = read(output, "claims.parquet")
                .where("claim LIKE 'all perplexities%'")
                .head();
        assertThat(spread.<Integer>getAs("seeds")).isEqualTo(2);
        assertThat(spread.<Double>getAs("effect")).isCloseTo((2.5 + 0.4) / 2, within(1e-9));
        assertThat(spread.<String>getAs("verdict")).isEqualTo("undecided");
    }

    @Test
    void reduce_otherSettings_noNumbersOfThePaperBeside_andReduced() {
        SweepOutput output = sweep("table4", MEASURED, "hidden-units=128");

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        assertThat(text).doesNotContain("(paper, diff)").doesNotContain("The paper's AU");
        assertThat(reduced("svi.steps=5")).containsExactly(false, false, false, true, true, true, true);
        assertThat(reduced("epochs=29")).containsOnly(true);
        assertThat(reduced("vocabulary-size=20000")).containsOnly(true);
        assertThat(reduced("vocabulary-size=20001")).containsOnly(false);
        assertThat(reduced("first-words=20")).containsOnly(true);
        assertThat(reduced("hidden-units=512")).containsOnly(true);
        assertThat(reduced("perplexity-samples=199")).containsExactly(false, true, true, true, true, true, true);
    }

    @Test
    void reduce_fewerDocumentsToChooseTheEpochBy_reduced() {
        List<ObjectNode> measured = MEASURED.stream()
                .map(values -> values.deepCopy().put("validation_examples", 9_999))
                .toList();

        Reducer.reduce(spark, sweep("table4", measured).uri(), Reduction.TABLE4);

        assertThat(spark.read()
                        .parquet(folder.resolve("tables/table4.parquet").toString())
                        .where("reduced")
                        .count())
                .isEqualTo(7);
    }

    private List<Boolean> reduced(String override) {
        SweepOutput output = new SweepOutput(folder.resolve(override), "texts", "table4");
        add(output, "", MEASURED, override);
        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE4);
        List<Boolean> reduced = read(output, "tables/table4.parquet").collectAsList().stream()
                .map(row -> row.<Boolean>getAs("reduced"))
                .toList();
        if (!reduced.contains(false)) {
            assertThat(text)
                    .contains(
                            "reduced run (a full run of Table 4 takes 30 epochs on all of Yahoo, vocabulary-size 20001,"
                                    + " first-words all, hidden-units 1024, embedding-units 512, svi.steps 10,"
                                    + " perplexity-samples 200)");
        }
        return reduced;
    }

    @Test
    void reduce_stepsOfTheRefinementVary_aColumnForThemOnly() {
        SweepOutput output = new SweepOutput(folder, "steps", "table4");
        add(output, "", MEASURED);
        add(
                output,
                "k5-",
                MEASURED.subList(3, 7),
                "svi.steps=5",
                "inference=semi-amortised",
                "grid=[{latent-dim=[32,64]," + "skip=[false,true]}]");

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE4);

        assertThat(text).contains("| latent-dim | svi.steps | model       | PPL (paper, diff)");
        assertThat(text).contains("| 32         | -         | vae ", "| 32         | 5         | skip-sa-vae | 60.90 ");
        assertThat(claims(output))
                .filteredOn(claim -> claim.contains("skip-sa-vae above sa-vae on AU"))
                .hasSize(4);
    }

    @Test
    void settings_besideModelsOfImages_eachBesideItsOwnTable() {
        SweepOutput output = sweep("settings", MEASURED);
        output.done("z1", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9.1, 17)
                .done("z2", SweepOutput.trial(true, 2, 1, Map.of()), -94.5, 26, 9.1, 23);

        String text = Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        Dataset<Row> table = read(output, "tables/settings.parquet");
        assertThat(table.columns())
                .startsWith("model", "dataset", "latent_dim", "decoder_layers", "skip", "inference", "elbo_mean");
        assertThat(table.where("model = 'vae'").collectAsList())
                .extracting(row -> row.getAs("dataset") + " " + row.getAs("decoder_layers") + " "
                        + row.getAs("elbo_paper") + " " + row.getAs("reduced"))
                .containsExactly("mnist 2 -94.88 false", "yahoo null -330.1 false");
        assertThat(text)
                .contains(
                        "| yahoo   | -          | lstm-lm     | -      | -329.10 ",
                        "| mnist   | 50         | vae         | 2      | -95.00 (-94.88 -0.12) ");
        assertThat(claims(output))
                .contains(
                        "50: ELBO of skip-vae at most 1 nat below vae = undecided",
                        "64: skip-sa-vae above sa-vae on KL = undecided")
                .hasSize(4 + 4 + 18);
    }

    @Test
    void table_ofModelsOfImagesThatAreRefined_notBesideThePapersNumbers() {
        SweepOutput output = new SweepOutput(folder, "refined", "table3")
                .done("a", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9.1, 17)
                .done(
                        "b",
                        SweepOutput.trial(false, 2, 1, Map.of("inference", "semi-amortised", "svi.steps", 5)),
                        -94,
                        25,
                        9.1,
                        18);

        String text = Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(text).contains("| amortised      | vae   | -95.00 (-94.88 -0.12) ", "| semi-amortised | ");
        assertThat(read(output, "tables/table3.parquet").collectAsList())
                .extracting(row -> row.getAs("inference") + " " + row.getAs("elbo_paper"))
                .containsExactly("amortised -94.88", "semi-amortised null");
    }

    @Test
    void figure1_modelsWithoutDecoderLayers_saysSo() {
        SweepOutput output = sweep("figure1", MEASURED);

        String text = Reducer.reduce(spark, output.uri(), Reduction.FIGURE1);

        assertThat(text).startsWith("# figure1 of sweep texts\n\nNo trial has decoder layers.\n");
        assertThat(read(output, "figures/figure1.parquet").count()).isZero();
    }

    private SweepOutput sweep(String reduce, List<ObjectNode> measured, String... overrides) {
        SweepOutput output = new SweepOutput(folder, "texts", reduce);
        add(output, "", measured, overrides);
        return output;
    }

    /** Adds the first trials of {@code table4.conf}. */
    private static void add(SweepOutput output, String prefix, List<ObjectNode> measured, String... overrides) {
        List<Trial> trials =
                SweepFile.read("../sweeps/table4.conf", List.of(overrides)).trials();
        for (int i = 0; i < measured.size(); i++) {
            output.done(
                    prefix + i,
                    TrialSpecParser.toJson(trials.get(i).spec()),
                    measured.get(i).deepCopy(),
                    Map.of());
        }
    }

    private static ObjectNode languageModel(double perplexity, double elbo) {
        return JSON.createObjectNode()
                .put("elbo", elbo)
                .put("perplexity", perplexity)
                .put("train_examples", 100_000)
                .put("validation_examples", 10_000)
                .put("test_examples", 10_000);
    }

    private static ObjectNode latent(
            double perplexity, double bound, double elbo, double kl, double mi, int activeUnits) {
        return languageModel(perplexity, elbo)
                .put("bound_perplexity", bound)
                .put("kl", kl)
                .put("mi", mi)
                .put("mi_monte_carlo", mi)
                .put("mi_cap", Math.log(10_000))
                .put("active_units", activeUnits);
    }

    private List<String> claims(SweepOutput output) {
        return read(output, "claims.parquet").collectAsList().stream()
                .map(row -> row.getAs("latent_dim") + ": " + row.getAs("claim") + " = " + row.getAs("verdict"))
                .toList();
    }

    private String note(SweepOutput output, String claim) {
        return read(output, "claims.parquet")
                .where("claim LIKE '" + claim + "'")
                .head()
                .getAs("note");
    }

    private Dataset<Row> read(SweepOutput output, String file) {
        return spark.read().parquet(output.file(file).toString());
    }
}
