package org.skipsweep.driver.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few lines that stand for more than any memory holds. */
class SubstitutedSizeTest {
    private static final String RULE =
            " characters; at most 1,048,576 are put in their place: name values once each, and do not"
                    + " let lines multiply one another";

    @TempDir
    private Path folder;

    private SweepFiles files;

    @BeforeEach
    void files() {
        files = new SweepFiles(folder);
    }

    @Test
    void doubledTexts_areRefusedWhereTheyGetTooLong() {
        assertThat(files.problems(doubling("define.a0 = laughing", "define.a%d = ${define.a%d}${define.a%<d}", 60)))
                .containsExactly("FILE:18: what ${...} stand for here would take 1.3e+06" + RULE);
    }

    @Test
    void doubledLists_andObjects_likewise() {
        assertThat(files.problems(doubling("define.a0 = [1]", "define.a%d = ${define.a%d} ${define.a%<d}", 60)))
                .singleElement()
                .asString()
                .contains(RULE);
        assertThat(files.problems(doubling("define.a0 = 1", "define.a%d = [${define.a%d}, ${define.a%<d}]", 60)))
                .singleElement()
                .asString()
                .contains(RULE);
        assertThat(files.problems(
                        doubling("define.a0 = 1", "define.a%d { x = ${define.a%d}, y = ${define.a%<d} }", 60)))
                .singleElement()
                .asString()
                .contains(RULE);
    }

    @Test
    void keyThatDoublesItself_likewise_inFileAndArguments() {
        String line = "define.a = ${define.a}${define.a}\n";
        assertThat(files.problems("define.a = laughing\n" + line.repeat(60)))
                .singleElement()
                .asString()
                .contains(RULE);
        String[] arguments = IntStream.range(0, 60).mapToObj(i -> line.strip()).toArray(String[]::new);
        assertThat(files.problems("define.a = laughing\n", arguments))
                .first()
                .asString()
                .contains(RULE);
        assertThat(files.problems("define.a = 1", "trial.epochs=${define.a}", "trial.epochs=${trial.epochs}0"))
                .first()
                .isEqualTo(
                        "command line: an argument builds on what an earlier one gives the same key; write its whole value");
        String object = "define.a { x = ${define.a}, y = ${define.a} }\n";
        assertThat(files.problems("define.a { z = 1 }\n" + object.repeat(60)))
                .singleElement()
                .asString()
                .contains(RULE);
    }

    @Test
    void keysThatDoubleOneAnother_likewise() {
        assertThat(files.problems("define.a = laughing\n"
                        + "define.b = ${define.a}${define.a}\ndefine.a = ${define.b}\n".repeat(60)))
                .isNotEmpty();
    }

    @Test
    void manySubstitutions_thatDoNotMultiply_areRead() {
        String uses = IntStream.range(0, 300)
                .mapToObj(i -> "{ latent-dim = [${define.width}, " + (i + 100)
                        + "], hidden-units = [${define.width}, ${define.width}] }")
                .collect(Collectors.joining(", "));
        assertThat(files.problems("define.width = 64\nexclude = [" + uses + "]\ntrial.epochs = 3"))
                .noneMatch(problem -> problem.contains(RULE));
        assertThat(files.plan("seeds = [1]\n"
                                + IntStream.range(2, 40)
                                        .mapToObj(i -> "seeds += " + i + "\n")
                                        .collect(Collectors.joining()))
                        .trials())
                .hasSize(39);
        assertThat(files.plan("seeds = [1]\n"
                                + IntStream.range(2, 40)
                                        .mapToObj(i -> "seeds = ${seeds} [" + i + "]\n")
                                        .collect(Collectors.joining()))
                        .trials())
                .hasSize(39);
    }

    @Test
    void includesThatMultiply_areRefused() throws Exception {
        for (int i = 0; i < 40; i++) {
            String next = "include \"part" + (i + 1) + ".conf\"\n";
            Files.writeString(folder.resolve("part" + i + ".conf"), next + next);
        }
        Files.writeString(folder.resolve("part40.conf"), "trial.epochs = 3\n");
        assertThat(files.problems("include \"part0.conf\""))
                .containsExactly("FILE: includes files more than 1000 times, itself or through others");
    }

    private static String doubling(String first, String line, int times) {
        return first + "\n"
                + IntStream.rangeClosed(1, times)
                        .mapToObj(i -> String.format(line, i, i - 1))
                        .collect(Collectors.joining("\n"));
    }
}
