package org.skipsweep.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Outputs to be harmed, of which the whole one is wanted again. */
final class Folders {
    private Folders() {}

    /** Copies a folder with all that is in it to a place where nothing is yet. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
