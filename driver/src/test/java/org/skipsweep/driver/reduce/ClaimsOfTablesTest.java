package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.driver.sweep.plan.Reduction;

/** Claims belong to the tables that trials stand in, not to what a sweep is reduced to. */
class ClaimsOfTablesTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIGURE2")
    void reduce_anyReductionOfTheSameTrials_sameClaims(Reduction reduction) throws IOException {
        SweepOutput output = new SweepOutput(folder, "same", "table2")
                .done("a", image(1, false), -89.6, 13.3, 8.5, 20)
                .done("b", image(1, true), -89.2, 13.4, 8.5, 20)
                .done("c", image(9, false), -83.0, 7.1, 6.5, 8)
                .done("d", image(9, true), -82.5, 9.3, 7.8, 13);
        Reducer.reduce(spark, output.uri(), Reduction.TABLE2);
        String text = Files.readString(output.file("claims.md"));
        List<Row> rows = claims(output);

        Reducer.reduce(spark, output.uri(), reduction);

        assertThat(output.file("claims.md")).hasContent(text);
        assertThat(claims(output)).isEqualTo(rows).hasSize(2 * 4 + 3 + 4);
    }

    @Test
    void reduce_settingsOfModelsOfImages_noClaimThatThePaperMakesOfPerceptrons() {
        SweepOutput output = new SweepOutput(folder, "settings", "settings")
                .done("a", image(1, false), -96.7, 10.3, 7.4, 20)
                .done("b", image(1, true), -96.5, 10.4, 7.4, 20);

        Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        assertThat(claims(output))
                .extracting(row -> row.<String>getAs("claim"))
                .containsExactly(
                        "skip-vae above vae on KL",
                        "skip-vae above vae on AU",
                        "skip-vae above vae on MI",
                        "ELBO of skip-vae within 1 nat of vae",
                        "vae: ELBO within 1 nat of the paper",
                        "skip-vae: ELBO within 1 nat of the paper");
    }

    @Test
    void reduce_trialsOfTwoLengths_claimsOfEachSayWhich() throws IOException {
        SweepOutput output = new SweepOutput(folder, "lengths", "table3")
                .done("a", SweepOutput.trial(false, 2, 1, Map.of("epochs", 20)), -98, 22, 9.1, 17)
                .done("b", SweepOutput.trial(true, 2, 1, Map.of("epochs", 20)), -97, 21, 9.1, 18)
                .done("c", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9.2, 17)
                .done("d", SweepOutput.trial(true, 2, 1, Map.of()), -94, 25, 9.2, 23);

        Reducer.reduce(spark, output.uri(), Reduction.TABLE3);

        assertThat(claims(output))
                .filteredOn(row -> row.<String>getAs("claim").equals("skip-vae above vae on KL"))
                .extracting(row -> row.getAs("epochs") + ": " + row.getAs("effect"))
                .containsExactly("20: -1.0", "100: 1.0");
        assertThat(Files.readString(output.file("claims.md"))).contains("| epochs |");
    }

    @Test
    void reduce_modelsOfTwoTables_eachByTheClaimsOfItsOwn() {
        SweepOutput output = new SweepOutput(folder, "both", "settings")
                .done("a", image(1, false), -89.6, 13.3, 8.5, 20)
                .done("b", image(9, false), -83.0, 7.1, 6.5, 8)
                .done("c", SweepOutput.trial(false, 2, 1, Map.of()), -95, 24, 9.2, 17)
                .done("d", SweepOutput.trial(false, 3, 1, Map.of()), -95.5, 22, 9.2, 13);

        Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        assertThat(claims(output))
                .extracting(row -> row.getAs("latent_dim") + " " + row.getAs("decoder_layers") + ": "
                        + row.getAs("claim") + " = " + row.getAs("verdict"))
                .containsExactly(
                        "20 9: vae: AU falls with depth = undecided",
                        "20 1: vae: ELBO within 1 nat of the paper = undecided",
                        "20 9: vae: ELBO within 1 nat of the paper = undecided",
                        "50 2: vae: MI at its cap log N = at a ceiling",
                        "50 2: vae: ELBO within 1 nat of the paper = undecided",
                        "50 3: vae: MI at its cap log N = at a ceiling",
                        "50 3: vae: ELBO within 1 nat of the paper = undecided");
    }

    @Test
    void reduce_modelOfNoTable_noClaims() {
        ObjectNode other = SweepOutput.trial(false, 2, 1, Map.of("model", "other"));
        SweepOutput output = new SweepOutput(folder, "other", "settings").done("a", other, -95, 24, 9.2, 17);

        String text = Reducer.reduce(spark, output.uri(), Reduction.SETTINGS);

        assertThat(claims(output)).isEmpty();
        assertThat(text)
                .startsWith(
                        """
                        # settings of sweep other

                        mnist, latent-dim 50, skip false, 2 decoder layers, 1 seed, 100 epochs, 50000 training examples, 10000 test examples, engine nd4j, reduced run.

                        | model | ELBO   | KL    | MI    | AU |
                        |-------|--------|-------|-------|----|
                        | other | -95.00 | 24.00 | ≥9.20 | 17 |
                        """);
    }

    private static ObjectNode image(int decoderLayers, boolean skip) {
        return SweepOutput.trial(skip, decoderLayers, 1, Map.of("model", "image-vae", "latent-dim", 20));
    }

    private List<Row> claims(SweepOutput output) {
        return spark.read().parquet(output.file("claims.parquet").toString()).collectAsList();
    }
}
