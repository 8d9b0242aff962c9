package org.skipsweep.driver.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

class SweepFileTest {
    @TempDir
    private Path folder;

    private SweepFiles files;

    @BeforeEach
    void files() {
        files = new SweepFiles(folder);
    }

    /** "seed/key=value ..." per trial for the keys named. */
    private static List<String> shown(Plan plan, String... keys) {
        return plan.trials().stream()
                .map(trial -> TrialKeys.values(trial.spec()))
                .map(values -> List.of(keys).stream()
                        .map(key -> values.get(key).toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void emptyFile_isOneTrialOfDefaults() {
        Plan plan = files.plan("");
        assertThat(plan.name()).isEqualTo("my");
        assertThat(plan.reduce()).isEqualTo(Reduction.SETTINGS);
        assertThat(plan.run()).isEqualTo(new RunSettings(5, 2));
        assertThat(plan.trials()).hasSize(1);
        Map<String, Object> defaults = new LinkedHashMap<>();
        TrialKeys.of(ModelFamily.MLP_VAE).stream()
                .filter(key -> key.need().isEmpty())
                .forEach(key -> initial(key).ifPresent(value -> defaults.put(key.name(), value)));
        defaults.put("binarization", "none");
        assertThat(TrialKeys.values(plan.trials().get(0).spec())).isEqualTo(defaults);
    }

    private static <T> Optional<Object> initial(TrialKey<T> key) {
        return key.initial().map(key.type()::plain);
    }

    @Test
    void reference_holdsEveryKeyWithItsDefault_andNoOther() {
        Config reference = Reference.config();
        assertThat(reference.root().keySet())
                .containsExactlyInAnyOrderElementsOf(SweepReader.ROOT.stream()
                        .filter(key -> !key.equals("sweep"))
                        .toList());
        assertThat(reference.getConfig("trial").entrySet().stream().map(entry -> entry.getKey()))
                .containsExactlyInAnyOrderElementsOf(TrialKeys.all().stream()
                        .filter(key -> key.initial().isPresent() && !key.equals(ExecutionKeys.SEED))
                        .map(TrialKey::name)
                        .toList());
        TrialKeys.all().stream()
                .filter(key -> key.initial().isPresent() && !key.equals(ExecutionKeys.SEED))
                .forEach(key -> assertThat(key.type()
                                .parse(reference.getValue("trial." + key.name()).unwrapped()))
                        .as(key.name())
                        .isEqualTo(key.initial()));
    }

    @Test
    void reference_saysOfEveryKeyWhatItsDeclarationSays() throws Exception {
        String comments;
        try (InputStream in = Reference.class.getResourceAsStream(Reference.NAME)) {
            comments = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().replaceFirst("^#", "").strip())
                    .collect(Collectors.joining(" "));
        }
        TrialKeys.all().forEach(key -> assertThat(comments).contains(key.documentation()));
    }

    @Test
    void seedsVarySlowest_thenGridInFileOrder_thenZip() {
        Plan plan = files.plan(
                """
                zip = [{ dataset = [mnist, strokes], epochs = [4, 2] }]
                grid { skip = [false, true], decoder-layers = [2, 3] }
                seeds = [7, 1]
                """);
        assertThat(shown(plan, "seed", "skip", "decoder-layers", "dataset", "epochs"))
                .containsExactly(
                        "7 false 2 mnist 4",
                        "7 false 2 strokes 2",
                        "7 false 3 mnist 4",
                        "7 false 3 strokes 2",
                        "7 true 2 mnist 4",
                        "7 true 2 strokes 2",
                        "7 true 3 mnist 4",
                        "7 true 3 strokes 2",
                        "1 false 2 mnist 4",
                        "1 false 2 strokes 2",
                        "1 false 3 mnist 4",
                        "1 false 3 strokes 2",
                        "1 true 2 mnist 4",
                        "1 true 2 strokes 2",
                        "1 true 3 mnist 4",
                        "1 true 3 strokes 2");
    }

    @Test
    void gridOnSeveralLines_variesTheFirstSlowest() {
        Plan plan = files.plan(
                """
                grid {
                  skip-output = [false]
                  skip = [true, false]
                  latent-dim = [4, 2]
                  batch-size = [20, 10]
                }
                """);
        assertThat(shown(plan, "skip", "latent-dim", "batch-size"))
                .containsExactly(
                        "true 4 20",
                        "true 4 10",
                        "true 2 20",
                        "true 2 10",
                        "false 4 20",
                        "false 4 10",
                        "false 2 20",
                        "false 2 10");
    }

    @Test
    void rangeOfSeeds_andTheirCount_areTheSameAsTheirList() {
        List<Trial> listed = files.plan("seeds = [1, 2, 3]").trials();
        assertThat(files.plan("seeds = \"1..3\"").trials()).isEqualTo(listed);
        assertThat(files.plan("seeds = 1 .. 3").trials()).isEqualTo(listed);
        assertThat(files.plan("seeds = [1, 2..3]").trials()).isEqualTo(listed);
        assertThat(files.plan("seeds.count = 3").trials()).isEqualTo(listed);
        assertThat(files.plan("", "seeds=1..3").trials()).isEqualTo(listed);
        assertThat(files.plan("seeds = [7]", "seeds.count=3").trials()).isEqualTo(listed);
        assertThat(files.plan("seeds.count = 9", "seeds=[1,2,3]").trials()).isEqualTo(listed);
        assertThat(shown(files.plan("seeds = -1..1"), "seed")).containsExactly("-1", "0", "1");
        assertThat(shown(files.plan("seeds = 7..7"), "seed")).containsExactly("7");
    }

    @Test
    void rangesOfWholeNumbers_standForListsInGridAndZip() {
        assertThat(files.plan("grid { latent-dim = \"2..4\", train-examples = [8..9, all] }")
                        .trials())
                .isEqualTo(files.plan("grid { latent-dim = [2, 3, 4], train-examples = [8, 9, all] }")
                        .trials());
        assertThat(shown(files.plan("zip = [{ epochs = 1..2, batch-size = [3, 4] }]"), "epochs", "batch-size"))
                .containsExactly("1 3", "2 4");
        assertThat(shown(files.plan("", "grid.epochs=1..2"), "epochs")).containsExactly("1", "2");
    }

    @Test
    void twoZipGroups_areMultiplied() {
        Plan plan = files.plan("zip = [{ epochs = [1, 2], batch-size = [3, 4] }, { skip = [true, false] }]");
        assertThat(shown(plan, "epochs", "batch-size", "skip"))
                .containsExactly("1 3 true", "1 3 false", "2 4 true", "2 4 false");
    }

    @Test
    void listOfGrids_isOneAfterTheOther_seedsSlowest_zipInEach() {
        Plan plan = files.plan(
                """
                trial.dataset = grammar
                grid = [
                  { model = [lstm-lm] }
                  {
                    skip = [true, false]
                    model = [lstm-vae]
                    latent-dim = [8]
                  }
                ]
                zip = [{ epochs = [3, 4], batch-size = [5, 6] }]
                seeds = [1, 2]
                """);
        assertThat(plan.trials())
                .extracting(trial -> ExecutionKeys.SEED.text(trial.spec()) + " "
                        + ModelKeys.MODEL.text(trial.spec()) + " "
                        + ModelKeys.SKIP.text(trial.spec()) + " "
                        + TrainingKeys.EPOCHS.text(trial.spec()))
                .containsExactly(
                        "1 lstm-lm - 3",
                        "1 lstm-lm - 4",
                        "1 lstm-vae true 3",
                        "1 lstm-vae true 4",
                        "1 lstm-vae false 3",
                        "1 lstm-vae false 4",
                        "2 lstm-lm - 3",
                        "2 lstm-lm - 4",
                        "2 lstm-vae true 3",
                        "2 lstm-vae true 4",
                        "2 lstm-vae false 3",
                        "2 lstm-vae false 4");
    }

    @Test
    void listOfGrids_eachVariesItsFirstKeySlowest() {
        Plan plan = files.plan(
                """
                grid = [
                  {
                    skip = [true, false]
                    latent-dim = [4, 2]
                  }
                  {
                    latent-dim = [8, 6]
                    skip = [true, false]
                  }
                ]
                """);
        assertThat(shown(plan, "skip", "latent-dim"))
                .containsExactly("true 4", "true 2", "false 4", "false 2", "true 8", "false 8", "true 6", "false 6");
    }

    @Test
    void listOfGrids_ofOne_isThatGrid() {
        assertThat(files.plan("grid = [{ skip = [true, false] }]").trials())
                .isEqualTo(files.plan("grid { skip = [true, false] }").trials());
    }

    @Test
    void bareOverride_replacesWhatAnyGridVaries_andAListOfGridsAllOfThem() {
        String text = "grid = [{ skip = [false], epochs = [2] }, { skip = [true], epochs = [3] }]";
        assertThat(shown(files.plan(text, "epochs=7"), "skip", "epochs")).containsExactly("false 7", "true 7");
        assertThat(shown(files.plan(text, "grid=[{epochs=[8,9]}]"), "skip", "epochs"))
                .containsExactly("false 8", "false 9");
    }

    @Test
    void exclude_leavesOutTheCombination_beforeItIsFoundImpossible() {
        Plan plan = files.plan(
                """
                grid { skip = [false, true], skip-output = [false, true] }
                exclude = [{ skip = false, skip-output = true }]
                """);
        assertThat(shown(plan, "skip", "skip-output")).containsExactly("false false", "true false", "true true");
    }

    @Test
    void binarizationLeftOut_followsTheDataSet() {
        Plan plan = files.plan("grid.dataset = [strokes, mnist, binarized-mnist]");
        assertThat(plan.trials())
                .extracting(trial -> trial.spec().data().binarization())
                .containsExactly(Binarization.NONE, Binarization.DYNAMIC, Binarization.NONE);
    }

    @Test
    void binarizationWrittenOrLeftOut_isTheSameTrial() {
        assertThat(files.plan("trial { dataset = mnist, binarization = dynamic }")
                        .trials())
                .isEqualTo(files.plan("trial.dataset = mnist").trials());
    }

    @Test
    void examples_areANumberOrAll() {
        Plan plan = files.plan("grid.train-examples = [100, all]");
        assertThat(plan.trials())
                .extracting(trial -> trial.spec().data().trainExamples())
                .containsExactly(100, DataSpec.ALL);
    }

    @Test
    void bareOverride_meansTrial_andReplacesWhatGridAndZipVary() {
        String text =
                """
                trial.epochs = 5
                grid { skip = [false, true], decoder-layers = [2, 3] }
                zip = [{ batch-size = [10, 20], latent-dim = [1, 2] }]
                """;
        assertThat(shown(
                        files.plan(text, "epochs=3", "skip=true", "batch-size=7"),
                        "epochs",
                        "skip",
                        "decoder-layers",
                        "batch-size",
                        "latent-dim"))
                .containsExactly("3 true 2 7 1", "3 true 2 7 2", "3 true 3 7 1", "3 true 3 7 2");
    }

    @Test
    void fullPathOverrides_replaceLists_andKeepTheirPlace() {
        Plan plan = files.plan(
                "grid { skip = [false], decoder-layers = [2, 3] }\nseeds = [1]",
                "seeds=[5,6]",
                "grid.skip=[true,false]",
                "sweep.name=other",
                "run.checkpoint-every=1",
                "trial.averaging.workers=2",
                "reduce=table3");
        assertThat(plan.name()).isEqualTo("other");
        assertThat(plan.reduce()).isEqualTo(Reduction.TABLE3);
        assertThat(plan.run().checkpointEvery()).isEqualTo(1);
        assertThat(shown(plan, "seed", "skip", "decoder-layers", "averaging.workers"))
                .containsExactly(
                        "5 true 2 2",
                        "5 true 3 2",
                        "5 false 2 2",
                        "5 false 3 2",
                        "6 true 2 2",
                        "6 true 3 2",
                        "6 false 2 2",
                        "6 false 3 2");
    }

    @Test
    void laterOverride_wins() {
        assertThat(shown(files.plan("", "epochs=3", "epochs=4"), "epochs")).containsExactly("4");
    }

    @Test
    void substitutions_seeOverrides_butNotTheEnvironment() {
        assertThat(shown(
                        files.plan("trial { epochs = 6, kl-warmup-epochs = ${trial.epochs} }", "epochs=9"),
                        "kl-warmup-epochs"))
                .containsExactly("9");
        assertThat(files.problems("trial.epochs = ${PATH}"))
                .containsExactly(
                        "FILE:1: Could not resolve substitution to a value: ${PATH}; environment variables do"
                                + " not count, so that a sweep is the same everywhere; write the value itself, here or under define { }");
        assertThat(files.problems("trial.epochs = 3\ntrial.epochs = ${?PATH}"))
                .containsExactly("FILE:2: ${?PATH} is left empty though there is an environment variable of this name:"
                        + " environment variables do not count, so that a sweep is the same everywhere; write the value"
                        + " itself, here or under define { }");
        assertThat(files.problems("", "epochs=${?PATH}"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("command line, epochs=${?PATH}: ${?PATH} is left empty");
    }

    @Test
    void include_ofAFileBesideIt_isRead_andKeptInProvenance() throws Exception {
        Files.writeString(folder.resolve("common.conf"), "latent-dim = 3\n");
        Plan plan = files.plan("trial { include \"common.conf\" }\ntrial { include file(\"common.conf\") }");
        assertThat(shown(plan, "latent-dim")).containsExactly("3");
        assertThat(plan.provenance().sources().keySet())
                .containsExactly(
                        folder.resolve("my.conf").toString(),
                        folder.resolve("common.conf").toString());
    }

    @Test
    void include_withoutExtension_isThatOfAConfFile() throws Exception {
        Files.writeString(folder.resolve("common.conf"), "latent-dim = 3\n");
        assertThat(shown(files.plan("trial { include \"common\" }"), "latent-dim"))
                .containsExactly("3");
    }

    @Test
    void definitions_standInForValues_andMustBeUsed() {
        assertThat(shown(files.plan("define { wide = 7 }\ntrial.latent-dim = ${define.wide}"), "latent-dim"))
                .containsExactly("7");
        assertThat(shown(
                        files.plan(
                                "define.wide = 7\ngrid.latent-dim = [1, 2]",
                                "define.wide=8",
                                "latent-dim=${define.wide}"),
                        "latent-dim"))
                .containsExactly("8");
        assertThat(files.problems("define { wide = 7, high = 3 }\ntrial.latent-dim = ${define.wide}"))
                .containsExactly("FILE:1: define.high is used nowhere; use it as ${define.high} or leave it out");
    }

    @Test
    void uriOfAFileSystem_isReadLikeAPath() {
        Plan byPath = files.plan("grid.skip = [true, false]");
        Plan byUri = SweepFile.read(folder.resolve("my.conf").toUri().toString(), List.of());
        assertThat(byUri.trials()).isEqualTo(byPath.trials());
    }
}
