package org.skipsweep.models.engine.libtorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A virtual machine of its own for what must start afresh or must not share memory. */
final class ChildJvm {
    private final Process process;

    /**
     * Starts {@code main} on this class path.
     *
     * @param options options for the virtual machine
     */
    ChildJvm(Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it printed on standard output, once it has ended well. */
    String output() throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new AssertionError("the virtual machine ended with " + status + " and printed: " + output);
        }
        return output;
    }
}
