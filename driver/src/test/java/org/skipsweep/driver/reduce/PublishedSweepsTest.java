package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.reduce.paper.PaperTable;
import org.skipsweep.driver.reduce.paper.PaperTables;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.sweep.plan.VariedKeys;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.optimization.UpdateRuleKind;

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

    @ParameterizedTest
    @CsvSource({"table4, yahoo, 1024, 512, 30", "table4-small, text, 128, 128, 30"})
    void textTable_hasEveryRowOfThePaper(String name, String dataset, int hidden, int embedding, int epochs) {
        Plan plan = plan(SWEEPS.resolve(name + ".conf"));
        assertThat(plan.reduce()).isEqualTo(Reduction.TABLE4);
        assertThat(plan.trials())
                .extracting(PublishedSweepsTest::textRow)
                .containsExactlyElementsOf(PaperTables.load(4).stream()
                        .sorted(Comparator.comparing(
                                row -> Optional.ofNullable(row.latentDim()).orElse(0)))
                        .map(row -> row.model() + " "
                                + Optional.ofNullable(row.latentDim())
                                        .map(String::valueOf)
                                        .orElse("-"))
                        .toList());
        assertThat(VariedKeys.of(plan))
                .containsExactly(ModelKeys.MODEL, ModelKeys.LATENT_DIM, ModelKeys.SKIP, InferenceKeys.INFERENCE);
        assertThat(plan.trials()).extracting(Trial::spec).allSatisfy(spec -> {
            assertThat(spec.get(DataKeys.DATASET).label()).isEqualTo(dataset);
            assertThat(spec.get(ModelKeys.HIDDEN_UNITS)).isEqualTo(hidden);
            assertThat(spec.get(ModelKeys.EMBEDDING_UNITS)).isEqualTo(embedding);
            assertThat(spec.get(TrainingKeys.EPOCHS)).isEqualTo(epochs);
            assertThat(spec.get(TrainingKeys.UPDATE_RULE)).isEqualTo(UpdateRuleKind.SGD);
            assertThat(spec.get(TrainingKeys.DECAY_FROM_EPOCH)).isEqualTo(15);
            assertThat(spec.find(InferenceKeys.SVI_STEPS).orElse(10)).isEqualTo(10);
            assertThat(spec.find(TrainingKeys.KL_WARMUP_EPOCHS).orElse(10)).isEqualTo(10);
        });
    }

    @Test
    void textQuickstart_isFiveModelsPerSeed_thoseThatAreRefinedWithFewerEpochs() {
        List<Trial> trials = plan(SWEEPS.resolve("text-quickstart.conf")).trials();
        assertThat(trials).hasSize(15);
        assertThat(trials.subList(0, 5))
                .extracting(trial -> textRow(trial) + " " + trial.spec().get(TrainingKeys.EPOCHS))
                .containsExactly("lstm-lm - 20", "vae 8 20", "skip-vae 8 20", "sa-vae 8 12", "skip-sa-vae 8 12");
        assertThat(trials).extracting(trial -> trial.spec().seed()).containsOnly(1L, 2L, 3L);
    }

    private static String textRow(Trial trial) {
        TrialSpec spec = trial.spec();
        boolean skip = spec.find(ModelKeys.SKIP).orElse(false);
        boolean refined = spec.find(InferenceKeys.INFERENCE).equals(Optional.of(Inference.SEMI_AMORTISED));
        String name = spec.family() == ModelFamily.LSTM_LM
                ? "lstm-lm"
                : (skip ? "skip-" : "") + (refined ? "sa-" : "") + "vae";
        return name + " " + ModelKeys.LATENT_DIM.text(spec);
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
