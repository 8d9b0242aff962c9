package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads inputs by a target, and lets out whatever is no proper refusal. */
public final class FuzzedReader {
    private FuzzedReader() {}

    /**
     * Reads inputs by the target of that name, and its seeds at once: the loading of classes counts for no input's time.
     *
     * @param folder for its files
     */
    public static Consumer<byte[]> of(String name, String folder) throws IOException {
        FuzzTarget target = Objects.requireNonNull(FuzzTargets.all().get(name), () -> "no target " + name)
                .get();
        Path place = Files.createDirectories(Path.of(folder));
        target.seeds().values().forEach(seed -> read(target, seed, place));
        return input -> read(target, input, place);
    }

    /**
     * Reads an input.
     *
     * @return whether it was refused
     * @throws AssertionError if it was refused in a way that tells its user nothing
     */
    static boolean read(FuzzTarget target, byte[] input, Path folder) {
        try {
            target.read(input, folder);
            return false;
        } catch (Exception e) {
            String place = target instanceof Spoken spoken ? spoken.place() : folder.toString();
            Refusal.requireProper(e, new String(input, StandardCharsets.UTF_8), place);
            return true;
        }
    }
}
