package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.reduce.paper.PaperTable;
import org.skipsweep.driver.reduce.paper.PaperTables;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.ModelSpec;

/** The sweep files that come with the program. */
class PublishedSweepsTest {
    private static final Path SWEEPS = Path.of("..", "sweeps");

    @Test
    void everyFile_isWithoutMistakes() throws IOException {
        try (Stream<Path> files = Files.list(SWEEPS)) {
            List<Path> sweeps =
                    files.filter(file -> file.toString().endsWith(".conf")).toList();
            assertThat(sweeps)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(plan(file).trials()).isNotEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 48", "3, 18"})
    void fullTable_hasEveryCellOfThePaperOncePerSeed(int table, int trials) {
        Plan plan = plan(SWEEPS.resolve("table" + table + ".conf"));
        assertThat(plan.reduce().label()).isEqualTo("table" + table);
        assertThat(plan.trials()).hasSize(trials);
        assertThat(plan.trials().stream().map(PublishedSweepsTest::cell).distinct())
                .containsExactlyInAnyOrderElementsOf(PaperTables.load(table).stream()
                        .map(row ->
                                row.model() + " " + row.dataset() + " " + row.latentDim() + " " + row.decoderLayers())
                        .toList());
        assertThat(plan.trials())
                .allSatisfy(trial ->
                        assertThat(trial.spec().optimization().epochs()).isEqualTo(PaperTable.EPOCHS));
    }

    @Test
    void overhead_isAThousandTrials_whoseIdsStay() throws NoSuchAlgorithmException {
        List<String> ids = plan(SWEEPS.resolve("overhead.conf")).trials().stream()
                .map(Trial::id)
                .toList();
        assertThat(ids).hasSize(1000).startsWith("b269684b10").endsWith("74ec23f60d");
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join(",", ids).getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest)).startsWith("ccdb47a4d851cc3c");
    }

    private static String cell(Trial trial) {
        ModelSpec model = trial.spec().model();
        return (model.skip() ? "skip-vae " : "vae ")
                + trial.spec().data().dataset().label() + " " + model.latentDim() + " " + model.decoderLayers();
    }

    private static Plan plan(Path file) {
        return SweepFile.read(file.toString(), List.of());
    }
}
