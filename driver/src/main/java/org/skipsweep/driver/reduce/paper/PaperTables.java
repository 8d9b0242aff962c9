package org.skipsweep.driver.reduce.paper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Metric;

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
            String remark) {

        /** The value of a key other than the data set, if the row gives one. */
        Optional<Integer> find(TrialKey<?> key) {
            if (key.equals(ModelKeys.LATENT_DIM)) {
                return Optional.ofNullable(latentDim);
            }
            if (key.equals(ModelKeys.DECODER_LAYERS)) {
                return Optional.ofNullable(decoderLayers);
            }
            throw noColumn(key.name());
        }

        /** The value of a metric, if the row gives one; the paper gives no perplexity of a bound and corrects nothing. */
        Optional<Double> find(Metric metric) {
            return Optional.ofNullable(
                    switch (metric) {
                        case PERPLEXITY -> perplexity;
                        case BOUND_PERPLEXITY, MUTUAL_INFORMATION_CORRECTED -> null;
                        case ELBO -> elbo;
                        case KL -> kl;
                        case MUTUAL_INFORMATION -> mutualInformation;
                        case ACTIVE_UNITS -> activeUnits;
                        default -> throw noColumn(metric.key());
                    });
        }

        private static IllegalArgumentException noColumn(String name) {
            return new IllegalArgumentException("the paper's tables have no column for " + name);
        }
    }

    /**
     * The rows of the table with the given number.
     *
     * @throws IllegalArgumentException if the paper has no such table
     */
    public static List<PaperRow> load(int table) {
        return PaperNumbers.read("table" + table)
                .orElseThrow(() -> new IllegalArgumentException("the paper has no table " + table))
                .stream()
                .map(PaperTables::row)
                .toList();
    }

    private static PaperRow row(Map<String, String> values) {
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
