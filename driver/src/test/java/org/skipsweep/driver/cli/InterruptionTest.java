package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** On processes of their own. */
class InterruptionTest {
    private static final String WORKING = "working";
    private static final int SIGTERM = 15;

    /** Works until it is ended, by itself if there is an argument: that is the exit code. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] codes) throws Exception {
            int code = Interruption.watched(new PrintWriter(System.out, true, StandardCharsets.UTF_8), () -> {
                System.out.println(WORKING);
                for (String fatal : codes) {
                    new Thread(() -> System.exit(Integer.parseInt(fatal))).start();
                }
                Thread.sleep(60_000);
                return ExitCodes.DONE;
            });
            System.exit(code);
        }
    }

    private static Process start(String... codes) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
        command.addAll(List.of(codes));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void signal_isAnInterruption_whoseExitCodeNamesIt() throws Exception {
        Process process = start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo(WORKING);
            process.toHandle().destroy();
            assertThat(said.readLine()).isEqualTo("interrupted; the same command continues");
        }
        assertThat(process.waitFor()).isEqualTo(128 + SIGTERM);
    }

    @Test
    void fatalError_isNoInterruption() throws Exception {
        Process process = start("52");
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().collect(Collectors.toList()))
                    .containsExactly(
                            WORKING,
                            "this process was ended by a fatal error in itself, which the log tells (exit code 52: its memory"
                                    + " was full); the same command continues");
        }
        assertThat(process.waitFor()).isEqualTo(52);
    }
}
