package org.skipsweep.driver.reduce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The numbers printed in the paper's Tables 1 to 4. */
public final class PaperTables {
    private PaperTables() {}

    /**
     * A row of a table; what the paper does not give is null.
     *
     * @param model for example {@code skip-vae}
     * @param dataset for example {@code mnist}
     * @param latentDim size of the latent variable
     * @param decoderLayers number of decoder layers
     * @param perplexity importance-sampled perplexity
     * @param elbo in nats
     * @param kl in nats
     * @param mutualInformation dataset-level, in nats
     * @param activeUnits at threshold 0.01
     * @param remark what is doubtful about the row, or empty
     */
    public record PaperRow(
            String model,
            String dataset,
            Integer latentDim,
            Integer decoderLayers,
            Double perplexity,
            Double elbo,
            Double kl,
            Double mutualInformation,
            Double activeUnits,
            String remark) {}

    /**
     * The rows of the table with the given number.
     *
     * @throws IllegalArgumentException if the paper has no such table
     */
    public static List<PaperRow> load(int table) {
        String resource = "/paper/table" + table + ".csv";
        InputStream stream = PaperTables.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalArgumentException("the paper has no table " + table);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> header = Arrays.asList(reader.readLine().split(","));
            return reader.lines().map(line -> row(header, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static PaperRow row(List<String> header, String line) {
        String[] fields = line.split(",", header.size());
        Map<String, String> values =
                IntStream.range(0, fields.length).boxed().collect(Collectors.toMap(header::get, i -> fields[i]));
        return new PaperRow(
                values.get("model"),
                values.get("dataset"),
                whole(values.get("dim")),
                whole(values.get("layers")),
                number(values.get("ppl")),
                number(values.get("elbo")),
                number(values.get("kl")),
                number(values.get("mi")),
                number(values.get("au")),
                values.get("flag"));
    }

    private static Integer whole(String field) {
        return field.isEmpty() ? null : Integer.valueOf(field);
    }

    private static Double number(String field) {
        return field == null || field.isEmpty() ? null : Double.valueOf(field);
    }
}
