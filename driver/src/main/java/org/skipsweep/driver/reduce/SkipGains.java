package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What SKIP-VAE gains over VAE, trial by trial. */
final class SkipGains {
    /** The metrics that are compared. */
    static final List<String> METRICS = List.of("elbo", "kl", "mi", "active_units");

    private SkipGains() {}

    /**
     * A row per pair of trials that differ only in their skip connections.
     *
     * @param measured trials with metrics
     * @return settings and seed of the SKIP-VAE trial, each metric as SKIP-VAE minus VAE, and mi_saturated, true if the
     *     mutual information of either is
     */
    static Dataset<Row> of(Dataset<Row> measured) {
        List<String> settings =
                Stream.concat(ResultSchema.SETTINGS.stream(), Stream.of("seed")).toList();
        Column equal = settings.stream()
                .filter(setting -> !setting.equals("skip") && !setting.equals("skip_output"))
                .map(setting -> col("vae." + setting).eqNullSafe(col("skip." + setting)))
                .reduce(Column::and)
                .orElseThrow();
        List<Column> columns = new ArrayList<>();
        settings.forEach(setting -> columns.add(col("skip." + setting)));
        for (String metric : METRICS) {
            columns.add(col("skip." + metric)
                    .minus(col("vae." + metric))
                    .cast(DataTypes.DoubleType)
                    .as(metric));
        }
        columns.add(col("skip.mi_saturated").or(col("vae.mi_saturated")).as("mi_saturated"));
        return measured.where("NOT skip")
                .alias("vae")
                .join(measured.where("skip").alias("skip"), equal)
                .select(columns.toArray(Column[]::new));
    }
}
