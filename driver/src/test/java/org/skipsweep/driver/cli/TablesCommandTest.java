package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;

class TablesCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @Test
    void tables_outputOfASweep_printsTheTableThatThePlanNames() throws Exception {
        Files.writeString(folder.resolve("plan.json"), "{\"name\": \"mine\", \"reduce\": \"settings\"}");
        Path trial = Files.createDirectories(folder.resolve("trials/a"));
        Files.writeString(
                trial.resolve("result.json"),
                "{\"id\": \"a\", \"state\": \"failed\", \"trial\": {\"seed\": 1}, \"failure\": {\"message\": \"lost\"}}");

        assertThat(run(folder.toString())).isZero();
        assertThat(out.toString())
                .isEqualTo("# settings of sweep mine\n\nNo trial has metrics.\n\n1 trial failed:\n\n- a: lost\n\n"
                        + "# Claims checked by sweep mine\n\nNo claim can be checked.\n");
        assertThat(folder.resolve("tables/settings.md")).exists();
    }

    @Test
    void tables_noSweep_oneLineAndExitCode2() {
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("file:" + folder + ": not the output of a sweep, there is no plan.json");
    }

    @Test
    void tables_planOfAnotherKind_namesTheReductionsThereAre() throws Exception {
        Files.writeString(folder.resolve("plan.json"), "{\"name\": \"mine\", \"reduce\": \"table9\"}");

        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("file:" + folder
                        + "/plan.json: reduce: \"table9\" is not one of table1, table2, table3, table4, settings, figure1,"
                        + " figure2, classification");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("tables"), Stream.of(arguments)).toArray(String[]::new));
    }
}
