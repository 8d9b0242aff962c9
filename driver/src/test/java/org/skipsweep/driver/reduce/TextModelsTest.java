package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.claim.CellClaims;
import org.skipsweep.driver.reduce.claim.PairClaims;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.output.OutputFiles;
import org.skipsweep.driver.reduce.output.PlanHeader;
import org.skipsweep.driver.reduce.paper.FullRun;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.paper.PaperModel;
import org.skipsweep.driver.reduce.paper.PaperTable;
import org.skipsweep.driver.reduce.paper.Source;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.ResultsTable;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Metric;

/**
 * A table that is only declared: over the paper's numbers for text, with models that have no decoder layers, one of them no
 * latent variable either.
 */
class TextModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final PaperTable TABLE = new PaperTable(
            4,
            List.of(
                    new PaperModel("lstm-lm", model("lstm-lm")),
                    new PaperModel("vae", model("lstm-vae").with(ModelKeys.SKIP, false)),
                    new PaperModel("skip-vae", model("lstm-vae").with(ModelKeys.SKIP, true)),
                    new PaperModel("sa-vae", model("sa-lstm-vae").with(ModelKeys.SKIP, false)),
                    new PaperModel("skip-sa-vae", model("sa-lstm-vae").with(ModelKeys.SKIP, true))),
            List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM),
            KeyValues.NONE,
            List.of(Metric.ELBO, Metric.KL, Metric.MUTUAL_INFORMATION, Metric.ACTIVE_UNITS),
            new FullRun(25, "sentences", List.of(new Source("Yahoo", "yahoo", Set.of("yahoo"), 100_000, 10_000))),
            List.of(
                    PairClaims.of(new PairClaims.Above(Metric.KL)),
                    CellClaims.of(new CellClaims.InformationAtCap(), new CellClaims.ElboOfPaper())));

    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.session();
    }

    @Test
    void table_everyRowOfThePaper_inItsOrderWithWhatDoesNotApplyAsDashes() {
        SweepOutput output = yahoo();

        String text = write(output, new Paper(List.of(TABLE)), "table4");

        assertThat(text)
                .startsWith(
                        """
                        # table4 of sweep texts

                        yahoo, 1 seed, 25 epochs, 100000 training sentences, 10000 test sentences, engine nd4j, full run.

                        | latent-dim | model       | ELBO (paper, diff)      | KL (paper, diff)    | MI (paper, diff)   | AU (paper, diff) |
                        |------------|-------------|-------------------------|---------------------|--------------------|------------------|
                        | -          | lstm-lm     | -329.10                 | -                   | -                  | -                |
                        | 32         | vae         | -330.00 (-330.10 +0.10) | 0.01 (0.01 +0.00)   | 0.00 (0.00 +0.00)  | 0 (0 +0)         |
                        | 32         | skip-vae    | -330.00 (-330.50 +0.50) | 0.34 (0.34 +0.00)   | 0.30 (0.31 -0.01)  | 1 (1 +0)         |
                        | 32         | sa-vae      | -327.50 (-327.50 +0.00) | 5.00 (5.47 -0.47)   | 4.90 (4.98 -0.08)  | 14 (14 +0)       |
                        | 32         | skip-sa-vae | -330.50 (-330.30 -0.20) | 15.00 (15.05 -0.05) | 7.50 (7.47 +0.03)  | 32 (32 +0)       |
                        | 64         | sa-vae      | -327.00 (-327.30 +0.30) | 3.00 (3.09 -0.09)   | 2.90 (2.95 -0.05)  | 10 (10 +0)       |
                        | 64         | skip-sa-vae | -332.00 (-330.80 -1.20) | 22.00 (22.54 -0.54) | ≥9.20 (9.15 +0.05) | 64 (64 +0)       |

                        Nats; AU in units. In brackets: the paper's value and the distance from it.
                        ≥: MI saturated at its cap log 10000 = 9.21; it tells nothing about collapse.
                        """);
    }

    @Test
    void table_parquet_columnsOfItsKeysAndNullsWhereNothingApplies() {
        SweepOutput output = yahoo();

        write(output, new Paper(List.of(TABLE)), "table4");

        Dataset<Row> table = read(output, "tables/table4.parquet");
        assertThat(table.columns())
                .startsWith("model", "dataset", "latent_dim", "skip", "elbo_mean", "elbo_ci95")
                .endsWith("mi_saturated", "seeds", "epochs", "train_examples", "test_examples", "engine", "reduced");
        Row languageModel = table.where("model = 'lstm-lm'").head();
        assertThat(languageModel.<Double>getAs("elbo_mean")).isEqualTo(-329.1);
        assertThat(List.of(
                        "latent_dim",
                        "skip",
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
        assertThat(vae.<Boolean>getAs("mi_saturated")).isFalse();
    }

    @Test
    void claims_ofTheTable_namesFromItsDeclarationAndNoneOnWhatDoesNotApply() {
        SweepOutput output = yahoo();

        String text = write(output, new Paper(List.of(TABLE)), "table4");

        Dataset<Row> claims = read(output, "claims.parquet");
        assertThat(claims.columns())
                .containsExactly(
                        "claim",
                        "dataset",
                        "latent_dim",
                        "decoder_layers",
                        "effect",
                        "ci95",
                        "seeds",
                        "verdict",
                        "note");
        assertThat(claims.where("decoder_layers IS NOT NULL").count()).isZero();
        assertThat(claims.collectAsList())
                .extracting(row -> row.getAs("claim") + " at " + row.getAs("latent_dim") + " = " + row.getAs("verdict"))
                .startsWith(
                        "skip-vae above vae on KL at 32 = holds",
                        "skip-sa-vae above sa-vae on KL at 32 = holds",
                        "skip-sa-vae above sa-vae on KL at 64 = holds",
                        "vae: MI at its cap log N at 32 = does not hold")
                .contains(
                        "skip-sa-vae: MI at its cap log N at 64 = holds",
                        "skip-sa-vae: ELBO within 1 nat of the paper at 64 = does not hold")
                .noneMatch(claim -> claim.startsWith("lstm-lm"))
                .hasSize(3 + 2 * 6);
        assertThat(text).contains("| claim                                       | latent-dim | effect |");
    }

    @Test
    void settings_besideModelsOfImages_eachBesideItsOwnTable() {
        List<PaperTable> tables = new ArrayList<>(Paper.DECLARED.tables());
        tables.add(TABLE);
        SweepOutput output = yahoo().done("z1", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9.1, 17)
                .done("z2", SweepOutput.trial(true, 2, 1, Map.of()), -94.5, 26, 9.1, 23);

        String text = write(output, new Paper(tables), Reduction.SETTINGS.label());

        Dataset<Row> table = read(output, "tables/settings.parquet");
        assertThat(table.columns()).startsWith("model", "dataset", "latent_dim", "decoder_layers", "skip");
        assertThat(table.where("model = 'vae'").collectAsList())
                .extracting(row -> row.getAs("dataset") + " " + row.getAs("decoder_layers") + " "
                        + row.getAs("elbo_paper") + " " + row.getAs("reduced"))
                .containsExactly("mnist 2 -94.88 false", "yahoo null -330.1 false");
        assertThat(text)
                .contains(
                        "| yahoo   | -          | lstm-lm     | -      | -329.10 ",
                        "| mnist   | 50         | vae         | 2      | -95.00 (-94.88 -0.12) ");
        assertThat(read(output, "claims.parquet").collectAsList())
                .extracting(row -> row.<String>getAs("claim"))
                .contains("ELBO of skip-vae no more than 1 nat below vae", "skip-sa-vae above sa-vae on KL")
                .hasSize(4 + 4 + 3 + 2 * 6);
    }

    @Test
    void figure1_modelsWithoutDecoderLayers_saysSo() {
        SweepOutput output = yahoo();

        String text = Reducer.reduce(spark, output.uri(), Reduction.FIGURE1, new Paper(List.of(TABLE)));

        assertThat(text).startsWith("# figure1 of sweep texts\n\nNo trial has decoder layers.\n");
        assertThat(read(output, "figures/figure1.parquet").count()).isZero();
    }

    private SweepOutput yahoo() {
        return new SweepOutput(folder, "texts", "settings")
                .done("a", trial("lstm-lm"), sentences(-329.1), Map.of())
                .done("b", trial("lstm-vae", 32, false), latent(-330, 0.006, 0.002, 0), Map.of())
                .done("c", trial("lstm-vae", 32, true), latent(-330, 0.34, 0.3, 1), Map.of())
                .done("d", trial("sa-lstm-vae", 32, false), latent(-327.5, 5, 4.9, 14), Map.of())
                .done("e", trial("sa-lstm-vae", 32, true), latent(-330.5, 15, 7.5, 32), Map.of())
                .done("f", trial("sa-lstm-vae", 64, false), latent(-327, 3, 2.9, 10), Map.of())
                .done("g", trial("sa-lstm-vae", 64, true), latent(-332, 22, 9.2, 64), Map.of());
    }

    private static ObjectNode trial(String model) {
        return JSON.createObjectNode()
                .put("dataset", "yahoo")
                .put("train-examples", "all")
                .put("validation-examples", "all")
                .put("test-examples", "all")
                .put("model", model)
                .put("epochs", 25)
                .put("batch-size", 32)
                .put("learning-rate", 1)
                .put("engine", "auto")
                .put("seed", 1);
    }

    private static ObjectNode trial(String model, int latentDim, boolean skip) {
        return trial(model).put("latent-dim", latentDim).put("skip", skip);
    }

    private static ObjectNode sentences(double elbo) {
        return JSON.createObjectNode()
                .put("elbo", elbo)
                .put("train_examples", 100_000)
                .put("validation_examples", 10_000)
                .put("test_examples", 10_000);
    }

    private static ObjectNode latent(double elbo, double kl, double mi, int activeUnits) {
        return sentences(elbo)
                .put("kl", kl)
                .put("mi", mi)
                .put("mi_monte_carlo", mi)
                .put("mi_cap", Math.log(10_000))
                .put("active_units", activeUnits);
    }

    private static KeyValues model(String family) {
        Map<TrialKey<?>, Object> values = Map.of(ModelKeys.MODEL, family);
        return new KeyValues(values);
    }

    private static String write(SweepOutput output, Paper paper, String table) {
        var configuration = spark.sessionState().newHadoopConf();
        var out = new org.apache.hadoop.fs.Path(output.uri());
        Destination to = new Destination(PlanHeader.read(configuration, out), new OutputFiles(configuration), out);
        return new CellReduction(paper, to).write(spark, ResultsTable.read(spark, out), table);
    }

    private static Dataset<Row> read(SweepOutput output, String file) {
        return spark.read().parquet(output.file(file).toString());
    }
}
