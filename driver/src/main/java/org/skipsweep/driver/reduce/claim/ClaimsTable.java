package org.skipsweep.driver.reduce.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;

/** Claims as Parquet rows. */
public final class ClaimsTable {
    private static final List<TrialKey<?>> KEYS =
            List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM, ModelKeys.DECODER_LAYERS);

    private final List<Claim> claims;
    private final List<TrialKey<?>> differing;

    /** @param differing further keys in which trials differ */
    public ClaimsTable(List<Claim> claims, List<TrialKey<?>> differing) {
        this.claims = List.copyOf(claims);
        this.differing = List.copyOf(differing);
    }

    /**
     * A row per claim: kind, claim, dataset, latent_dim, decoder_layers, the settings in which trials differ, effect, ci95, seeds, verdict,
     * note.
     */
    public Dataset<Row> rows(SparkSession spark) {
        StructType schema = new StructType().add("kind", DataTypes.StringType).add("claim", DataTypes.StringType);
        for (TrialKey<?> key : keys()) {
            schema = KeyColumns.add(schema, key);
        }
        schema = schema.add("effect", DataTypes.DoubleType)
                .add("ci95", DataTypes.DoubleType)
                .add("seeds", DataTypes.IntegerType)
                .add("verdict", DataTypes.StringType)
                .add("note", DataTypes.StringType);
        return spark.createDataFrame(claims.stream().map(this::row).toList(), schema);
    }

    private List<TrialKey<?>> keys() {
        return Stream.concat(KEYS.stream(), differing.stream()).toList();
    }

    private Row row(Claim claim) {
        List<Object> values = new ArrayList<>(List.of(claim.kind().label(), claim.claim()));
        keys().forEach(key -> values.add(claim.settings().find(key).orElse(null)));
        values.add(claim.effect().mean());
        values.add(claim.effect().ci95().orElse(null));
        values.add(claim.effect().seeds());
        values.add(claim.verdict().label());
        values.add(claim.note());
        return RowFactory.create(values.toArray());
    }

    /** The claims as Markdown, see {@link ClaimsText}. */
    public String render() {
        return new ClaimsText(claims, differing).render();
    }
}
