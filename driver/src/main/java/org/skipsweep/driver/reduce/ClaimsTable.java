package org.skipsweep.driver.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.MarkdownTable.Heading;

/** Claims as Parquet rows and as text. */
final class ClaimsTable {
    private final List<Claim> claims;
    private final List<String> varying;

    /** A part of a claim that stands in a column where claims differ in it. */
    private record Part(String heading, Function<Claim, String> value) {}

    /** @param varying names of the claims' settings */
    ClaimsTable(List<Claim> claims, List<String> varying) {
        this.claims = List.copyOf(claims);
        this.varying = List.copyOf(varying);
    }

    /**
     * A row per claim: claim, dataset, latent_dim, decoder_layers, the varying settings, effect, ci95, seeds, verdict,
     * note.
     *
     * @param types schema that holds the varying settings
     */
    Dataset<Row> rows(SparkSession spark, StructType types) {
        StructType schema = new StructType()
                .add("claim", DataTypes.StringType)
                .add("dataset", DataTypes.StringType)
                .add("latent_dim", DataTypes.IntegerType)
                .add("decoder_layers", DataTypes.IntegerType);
        for (String setting : varying) {
            schema = schema.add(new StructField(
                    setting,
                    types.apply(setting).dataType(),
                    true,
                    types.apply(setting).metadata()));
        }
        schema = schema.add("effect", DataTypes.DoubleType)
                .add("ci95", DataTypes.DoubleType)
                .add("seeds", DataTypes.IntegerType)
                .add("verdict", DataTypes.StringType)
                .add("note", DataTypes.StringType);
        return spark.createDataFrame(claims.stream().map(ClaimsTable::row).toList(), schema);
    }

    private static Row row(Claim claim) {
        List<Object> values =
                new ArrayList<>(List.of(claim.claim(), claim.dataset(), claim.latentDim(), claim.decoderLayers()));
        values.addAll(claim.settings());
        values.add(claim.effect());
        values.add(claim.ci95());
        values.add(claim.seeds());
        values.add(claim.verdict().label());
        values.add(claim.note());
        return RowFactory.create(values.toArray());
    }

    /** The claims as Markdown. */
    String render() {
        if (claims.isEmpty()) {
            return "No claim can be checked.\n";
        }
        List<Heading> headings = new ArrayList<>();
        headings.add(new Heading("claim", Alignment.LEFT));
        List<Part> parts = Stream.of(
                        new Part("dataset", Claim::dataset),
                        new Part("latent-dim", claim -> Integer.toString(claim.latentDim())))
                .filter(part -> claims.stream().map(part.value()).distinct().count() > 1)
                .toList();
        parts.forEach(part -> headings.add(new Heading(part.heading(), Alignment.LEFT)));
        varying.forEach(setting -> headings.add(new Heading(TableText.heading(setting), Alignment.LEFT)));
        Stream.of("layers", "effect", "±", "seeds").forEach(text -> headings.add(new Heading(text, Alignment.RIGHT)));
        Stream.of("verdict", "note").forEach(text -> headings.add(new Heading(text, Alignment.LEFT)));
        MarkdownTable table = new MarkdownTable(headings);
        for (Claim claim : claims) {
            List<String> texts = new ArrayList<>(List.of(claim.claim()));
            parts.forEach(part -> texts.add(part.value().apply(claim)));
            claim.settings().forEach(value -> texts.add(value == null ? "all" : value.toString()));
            texts.add(Integer.toString(claim.decoderLayers()));
            texts.add(String.format(Locale.ROOT, "%+.2f", claim.effect()));
            texts.add(claim.ci95() == null ? "" : String.format(Locale.ROOT, "%.2f", claim.ci95()));
            texts.add(Integer.toString(claim.seeds()));
            texts.add(claim.verdict().label());
            texts.add(claim.note());
            table.add(texts);
        }
        return table.render();
    }
}
