package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.check.CheckedModel;
import org.skipsweep.models.check.EngineComparison;
import org.skipsweep.models.check.LaunchComparison;
import org.skipsweep.models.check.TrainingSpeed;
import org.skipsweep.models.trial.Precision;
import picocli.CommandLine;

class EnginesCommandTest {
    private static final CheckedModel MLP =
            new CheckedModel("mlp-vae", Map.of("latent-dim", 3, "hidden-units", 16, "batch-size", 5));
    private static final CheckedModel IMAGE = new CheckedModel(
            "image-vae",
            Map.of("model", "image-vae", "latent-dim", 2, "decoder-layers", 1, "skip", true, "batch-size", 2));
    private static final CheckedModel TEXT = new CheckedModel(
            "lstm-vae-sa",
            Map.of(
                    "model",
                    "lstm-vae",
                    "dataset",
                    "grammar",
                    "skip",
                    true,
                    "inference",
                    "semi-amortised",
                    "svi.steps",
                    3,
                    "hidden-units",
                    8,
                    "embedding-units",
                    8,
                    "batch-size",
                    4));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutCheck_namesEveryEngine_andWhatAutoTakes() {
        assertThat(run(Main.commandLine(), "engines")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).matches("engine +works here");
        assertThat(lines.get(1)).matches("nd4j Cpu +yes");
        assertThat(lines.get(2)).matches("libtorch [0-9.]+ cpu fp32 +yes");
        assertThat(lines.get(3))
                .matches("libtorch .*cuda:0.* +(yes|no: libtorch sees no GPU here, so there is no cuda:0)");
        assertThat(lines.get(lines.size() - 1))
                .matches("engine = auto takes libtorch [0-9.]+ (cuda:0 fp32: libtorch works, and so does this GPU"
                        + "|cpu fp32: libtorch works, and there is no GPU for it)");
    }

    @Test
    void check_comparesEveryModel_andTimesItInBothPrecisions() {
        assertThat(run(new CommandLine(new EnginesCommand(List.of(MLP, IMAGE, TEXT))), "--check", "--steps", "1"))
                .as(err.toString())
                .isZero();
        List<String> lines = out.toString().lines().toList();
        int comparisons = lines.indexOf("libtorch on cpu against nd4j: one minibatch, fp32 and fp64");
        assertThat(lines.get(comparisons + 1))
                .matches("model +batch +loss +loss diff +gradient diff +below +fp64 diff +verdict");
        assertThat(lines.get(comparisons + 2)).matches("mlp-vae +5 +5\\d\\d\\.\\d\\d .* 1E-05 +[0-9.]+E-1\\d +passes");
        assertThat(lines.get(comparisons + 3)).matches("image-vae +2 +\\d+\\.\\d\\d .* [0-9.]+E-1\\d +passes");
        assertThat(lines.get(comparisons + 4)).matches("lstm-vae-sa +4 +\\d+\\.\\d\\d .* [0-9.]+E-1\\d +passes");
        int speeds = lines.indexOf("training on cpu: 1 steps after 20");
        assertThat(lines.get(speeds + 1))
                .matches("model +precision +steps/s +examples/s +memory +GFLOP/s +matrix GFLOP/s +share in %");
        assertThat(lines.subList(speeds + 2, lines.size()))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("mlp-vae      fp32"),
                        row -> assertThat(row).startsWith("mlp-vae      bf16"),
                        row -> assertThat(row).startsWith("image-vae    fp32"),
                        row -> assertThat(row).startsWith("image-vae    bf16"),
                        row -> assertThat(row).startsWith("lstm-vae-sa  fp32"));
    }

    @Test
    void differenceAboveItsTolerance_fails() {
        EngineTables.Comparisons table = new EngineTables.Comparisons();
        table.add(MLP, new EngineComparison(543.21, 2e-8, 3e-5, 1e-6, 2e-15, 1e-5));
        table.add(MLP, new EngineComparison(543.21, 2e-8, 3e-5, 1e-5, 2e-15, 1e-5));
        table.add(MLP, new EngineComparison(543.21, 2e-8, 3e-5, 1e-6, 2e-15, 1e-4));
        table.add(IMAGE, new EngineComparison(543.21, 2e-4, 3e-5, 1e-6, 2e-15, 1e-4));
        table.add(IMAGE, new EngineComparison(543.21, 2e-8, 3e-5, 1e-6, 2e-10, 1e-4));
        assertThat(table.lines())
                .containsExactly(
                        "model      batch    loss  loss diff  gradient diff  below  fp64 diff  verdict",
                        "mlp-vae        5  543.21    2.0E-08        3.0E-05  1E-05    2.0E-15  FAILS",
                        "mlp-vae        5  543.21    2.0E-08        3.0E-05  4E-05    2.0E-15  passes",
                        "mlp-vae        5  543.21    2.0E-08        3.0E-05  1E-04    2.0E-15  passes",
                        "image-vae      2  543.21    2.0E-04        3.0E-05  1E-04    2.0E-15  FAILS",
                        "image-vae      2  543.21    2.0E-08        3.0E-05  1E-04    2.0E-10  FAILS");
    }

    @Test
    void recordings_mayDifferByWhatRepeatingMakes() {
        EngineTables.LaunchComparisons table = new EngineTables.LaunchComparisons();
        table.add(MLP, new LaunchComparison(0, 0));
        table.add(MLP, new LaunchComparison(1e-9, 0));
        table.add(IMAGE, new LaunchComparison(3e-7, 1e-7));
        table.add(IMAGE, new LaunchComparison(5e-7, 1e-7));
        assertThat(table.lines())
                .containsExactly(
                        "model      batch  difference  without twice  verdict",
                        "mlp-vae        5     0.0E+00        0.0E+00  passes",
                        "mlp-vae        5     1.0E-09        0.0E+00  FAILS",
                        "image-vae      2     3.0E-07        1.0E-07  passes",
                        "image-vae      2     5.0E-07        1.0E-07  FAILS");
    }

    @Test
    void speeds_areComparedWithTheMatrixRate() {
        EngineTables.Speeds table = new EngineTables.Speeds();
        table.add(MLP, Precision.FP32, new TrainingSpeed(12.5, 1250, OptionalLong.of(640_000_000)), 8e6, 40e9);
        table.add(IMAGE, Precision.BF16, new TrainingSpeed(2, 100, OptionalLong.empty()), 2e8, 100e9);
        assertThat(table.lines())
                .containsExactly(
                        "model      precision  steps/s  examples/s  memory  GFLOP/s  matrix GFLOP/s  share in %",
                        "mlp-vae    fp32         12.50       1,250  640 MB       10              40        25.0",
                        "image-vae  bf16          2.00         100       -       20             100        20.0");
    }

    @Test
    void stepsWithoutCheck_orNone_exitsWith2() {
        assertThat(run(Main.commandLine(), "engines", "--steps", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("--check");
        assertThat(run(Main.commandLine(), "engines", "--check", "--steps", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--steps must be at least 1 but is 0");
        assertThat(run(Main.commandLine(), "engines", "--check", "--model", "lstm"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--model: there is no lstm; the models are mlp-vae, image-vae, lstm-lm, lstm-vae, lstm-vae-sa");
        assertThat(out.toString()).isEmpty();
    }

    private int run(CommandLine commandLine, String... arguments) {
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
