package org.skipsweep.driver.reduce.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that hold numbers of the paper. */
public final class PaperNumbers {
    private PaperNumbers() {}

    /**
     * The rows of a file, each by the names of its columns, if there is such a file; what the paper does not give is empty.
     *
     * @param name such as {@code table3}
     */
    public static Optional<List<Map<String, String>>> read(String name) {
        try (InputStream stream = PaperNumbers.class.getResourceAsStream("/paper/" + name + ".csv")) {
            if (stream == null) {
                return Optional.empty();
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            String[] header = reader.readLine().split(",");
            return Optional.of(reader.lines().map(line -> row(header, line)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the numbers of " + name, e);
        }
    }

    private static Map<String, String> row(String[] header, String line) {
        String[] fields = line.split(",", header.length);
        Map<String, String> row = new HashMap<>();
        for (int column = 0; column < header.length; column++) {
            row.put(header[column], fields[column]);
        }
        return row;
    }
}
