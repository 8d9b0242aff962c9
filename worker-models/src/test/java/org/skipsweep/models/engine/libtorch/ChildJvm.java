package org.skipsweep.models.engine.libtorch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A virtual machine of its own for what must start afresh or must not share memory. */
public final class ChildJvm {
    /** The second compiler takes and frees tens of megabytes whenever it gets to its work, later on a busy machine. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private final Process process;

    /**
     * Starts {@code main} on this class path.
     *
     * @param options options for the virtual machine
     */
    public ChildJvm(Class<?> main, String... options) throws IOException {
        this(System.getProperty("java.class.path"), main, options);
    }

    private ChildJvm(String classPath, Class<?> main, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(FIRST_COMPILER_ONLY);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // As the scripts set it: one arena keeps what many threads would scatter.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        process = builder.start();
    }

    /** Starts {@code main} on this class path without the jars whose file name matches. */
    public static ChildJvm without(String jars, Class<?> main) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches(jars))
                .collect(Collectors.joining(File.pathSeparator));
        return new ChildJvm(classPath, main);
    }

    /** What it printed on standard output, once it has ended well. */
    public String output() throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new AssertionError("the virtual machine ended with " + status + " and printed: " + output);
        }
        return output;
    }
}
