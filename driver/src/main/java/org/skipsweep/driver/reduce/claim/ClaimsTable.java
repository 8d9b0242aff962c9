package org.skipsweep.driver.reduce.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;

/** Claims as Parquet rows and as text. */
public final class ClaimsTable {
    private static final List<TrialKey<?>> KEYS =
            List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM, ModelKeys.DECODER_LAYERS);

    private final List<Claim> claims;
    private final List<TrialKey<?>> varying;

    /** @param varying further keys in which trials differ */
    public ClaimsTable(List<Claim> claims, List<TrialKey<?>> varying) {
        this.claims = List.copyOf(claims);
        this.varying = List.copyOf(varying);
    }

    /**
     * A row per claim: claim, dataset, latent_dim, decoder_layers, the varying settings, effect, ci95, seeds, verdict,
     * note.
     */
    public Dataset<Row> rows(SparkSession spark) {
        StructType schema = new StructType().add("claim", DataTypes.StringType);
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
        return Stream.concat(KEYS.stream(), varying.stream()).toList();
    }

    private Row row(Claim claim) {
        List<Object> values = new ArrayList<>(List.of(claim.claim()));
        keys().forEach(key -> values.add(claim.settings().find(key).orElse(null)));
        values.add(claim.effect().mean());
        values.add(claim.effect().ci95().orElse(null));
        values.add(claim.effect().seeds());
        values.add(claim.verdict().label());
        values.add(claim.note());
        return RowFactory.create(values.toArray());
    }

    /** The claims as Markdown. */
    public String render() {
        return claims.isEmpty() ? "No claim can be checked.\n" : MarkdownTable.of(columns(), claims);
    }

    private List<TextColumn<Claim>> columns() {
        List<TextColumn<Claim>> columns = new ArrayList<>();
        columns.add(TextColumn.left("claim", Claim::claim));
        Stream.concat(Stream.of(DataKeys.DATASET, ModelKeys.LATENT_DIM).filter(this::differs), varying.stream())
                .forEach(key -> columns.add(
                        TextColumn.left(key.name(), claim -> claim.settings().text(key))));
        if (claims.stream()
                .anyMatch(
                        claim -> claim.settings().find(ModelKeys.DECODER_LAYERS).isPresent())) {
            columns.add(TextColumn.right("layers", claim -> claim.settings().text(ModelKeys.DECODER_LAYERS)));
        }
        columns.add(TextColumn.right(
                "effect",
                claim -> String.format(Locale.ROOT, "%+.2f", claim.effect().mean())));
        columns.add(TextColumn.right("±", ClaimsTable::interval));
        columns.add(TextColumn.right(
                "seeds", claim -> Integer.toString(claim.effect().seeds())));
        columns.add(TextColumn.left("verdict", claim -> claim.verdict().label()));
        columns.add(TextColumn.left("note", Claim::note));
        return columns;
    }

    private boolean differs(TrialKey<?> key) {
        return claims.stream()
                        .map(claim -> claim.settings().find(key))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private static String interval(Claim claim) {
        return claim.effect()
                .ci95()
                .map(ci95 -> String.format(Locale.ROOT, "%.2f", ci95))
                .orElse("");
    }
}
