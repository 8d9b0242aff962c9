package org.skipsweep.driver.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.file.SweepFile;

class SelectionTest {
    @TempDir
    private Path folder;

    private Plan plan;

    @BeforeEach
    void readPlan() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.conf"),
                """
                grid {
                  decoder-layers = [1, 9, 3]
                  skip = [false, true]
                  learning-rate = [1e-3, 3e-4]
                }
                """);
        plan = SweepFile.read(file.toString(), List.of());
    }

    @Test
    void nothingAsked_choosesEveryTrial() {
        assertThat(Selection.of(plan, List.of())).isEqualTo(plan.trials());
    }

    @Test
    void wholeAndShortenedKey_chooseTheSameInThePlansOrder() {
        List<Trial> chosen = Selection.of(plan, List.of("decoder-layers=9"));
        assertThat(chosen).hasSize(4).isSubsetOf(plan.trials()).allSatisfy(trial -> assertThat(
                        trial.spec().model().decoderLayers())
                .isEqualTo(9));
        assertThat(Selection.of(plan, List.of("layers=9"))).isEqualTo(chosen);
        assertThat(Selection.of(plan, List.of("layers=3", "layers=9"))).hasSize(8);
    }

    @Test
    void severalKeys_allHaveToHold_andNumbersCompareAsNumbers() {
        assertThat(Selection.of(plan, List.of("layers=1", "skip=true", "rate=0.00030")))
                .singleElement()
                .satisfies(trial -> {
                    assertThat(trial.spec().model().skip()).isTrue();
                    assertThat(trial.spec().optimization().learningRate()).isEqualTo(3e-4);
                });
    }

    @Test
    void unknownKeysValuesAndForms_areAllNamedWithThoseOfThePlan() {
        assertThatThrownBy(() -> Selection.of(
                        plan,
                        List.of(
                                "depth=9",
                                "layers=7",
                                "layers",
                                "latent-dim=3",
                                "averaging=1",
                                "skip=",
                                "layers=3,skip=true")))
                .isInstanceOf(UserError.class)
                .satisfies(e -> assertThat(((UserError) e).problems())
                        .containsExactly(
                                "--only depth=9: unknown key depth; this sweep varies decoder-layers (1, 9, 3),"
                                        + " skip (false, true), learning-rate (0.001, 0.0003)",
                                "--only layers=7: no trial of this sweep has it; decoder-layers is one of 1, 9, 3",
                                "--only layers: expected KEY=VALUE, such as decoder-layers=9",
                                "--only latent-dim=3: no trial of this sweep has it; latent-dim is 50",
                                "--only averaging=1: averaging may be averaging.workers or averaging.frequency;"
                                        + " give its whole name",
                                "--only skip=: expected KEY=VALUE, such as decoder-layers=9",
                                "--only layers=3,skip=true: no trial of this sweep has it; decoder-layers is one of 1, 9, 3;"
                                        + " repeat --only for each of several conditions"));
    }

    @Test
    void valuesThatNoTrialHasTogether_refused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("b.conf"), "zip = [{ decoder-layers = [1, 9], latent-dim = [5, 20] }]");
        Plan zipped = SweepFile.read(file.toString(), List.of());
        assertThatThrownBy(() -> Selection.of(zipped, List.of("layers=1", "dim=20")))
                .hasMessage("--only layers=1 --only dim=20: no trial of this sweep has all of these");
    }
}
