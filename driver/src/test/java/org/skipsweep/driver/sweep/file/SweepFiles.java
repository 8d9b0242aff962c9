package org.skipsweep.driver.sweep.file;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.plan.Plan;

/** Writes sweep files for tests and reads them. */
public final class SweepFiles {
    private final Path file;

    public SweepFiles(Path folder) {
        this.file = folder.resolve("my.conf");
    }

    public Plan plan(String text, String... overrides) {
        write(text);
        return SweepFile.read(file.toString(), List.of(overrides));
    }

    /** The problems of the file, each with {@code FILE} for the path. */
    public List<String> problems(String text, String... overrides) {
        write(text);
        UserError error =
                catchThrowableOfType(UserError.class, () -> SweepFile.read(file.toString(), List.of(overrides)));
        return error == null
                ? List.of()
                : error.problems().stream()
                        .map(problem -> problem.replace(file.toString(), "FILE"))
                        .map(problem -> problem.replace(file.getParent().toString(), "FOLDER"))
                        .toList();
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
