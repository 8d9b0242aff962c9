package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.skipsweep.driver.reduce.Claim.Verdict;

/** What the paper says about Table 3, checked against the trials. */
final class Claims {
    /** ELBOs that differ by no more count as equal, in nats. */
    private static final double ELBO_TOLERANCE = 1;

    private static final List<String> METRICS = List.of("elbo", "kl", "mi", "active_units");
    private static final String REDUCED = "reduced run";
    private static final String ONE_SEED = "one seed, no interval";

    private Claims() {}

    /**
     * Every claim about SKIP-VAE against VAE, then those about single cells.
     *
     * @param measured trials with metrics
     * @param cells what {@link CellTable} makes of them
     * @param varying further settings that vary
     */
    static List<Claim> check(Dataset<Row> measured, List<Row> cells, List<String> varying) {
        if (cells.isEmpty()) {
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        for (Row pair : pairs(measured, varying)) {
            boolean reduced =
                    cells.stream().anyMatch(cell -> sameSettings(cell, pair, varying) && flag(cell, "reduced"));
            claims.add(above("skip-vae above vae on KL", "kl", pair, varying, reduced));
            claims.add(above("skip-vae above vae on AU", "active_units", pair, varying, reduced));
            claims.add(moreInformation(pair, varying, reduced));
            claims.add(elboKept(pair, varying, reduced));
        }
        for (Row cell : cells) {
            claims.add(informationAtCap(cell, varying));
            if (!cell.isNullAt(cell.fieldIndex("elbo_paper"))) {
                claims.add(elboOfPaper(cell, varying));
            }
        }
        return claims;
    }

    /** Differences SKIP-VAE minus VAE of trials with equal seeds and settings, a row per pair of cells. */
    private static List<Row> pairs(Dataset<Row> measured, List<String> varying) {
        List<String> shared = Stream.concat(ResultSchema.SETTINGS.stream(), Stream.of("seed"))
                .filter(setting -> !setting.equals("skip") && !setting.equals("skip_output"))
                .toList();
        Dataset<Row> vae = measured.where("NOT skip").alias("vae");
        Dataset<Row> skip = measured.where("skip").alias("skip");
        Column equal = shared.stream()
                .map(setting -> col("vae." + setting).eqNullSafe(col("skip." + setting)))
                .reduce(Column::and)
                .orElseThrow();
        List<Column> aggregates = new ArrayList<>();
        for (String metric : METRICS) {
            Column difference =
                    col("skip." + metric).minus(col("vae." + metric)).cast(DataTypes.DoubleType);
            aggregates.add(avg(difference).as(metric + "_effect"));
            aggregates.add(StudentT.halfWidth95(difference).as(metric + "_ci95"));
        }
        aggregates.add(max(col("skip.mi_saturated").or(col("vae.mi_saturated"))).as("mi_saturated"));
        List<String> order = Stream.concat(Stream.of("dataset", "latent_dim"), varying.stream())
                .toList();
        return vae.join(skip, equal)
                .groupBy(ResultSchema.SETTINGS.stream()
                        .map(name -> col("skip." + name))
                        .toArray(Column[]::new))
                .agg(count(lit(1)).cast(DataTypes.IntegerType).as("seeds"), aggregates.toArray(Column[]::new))
                .orderBy(Stream.concat(order.stream(), Stream.of("decoder_layers", "epochs"))
                        .map(name -> col(name))
                        .toArray(Column[]::new))
                .collectAsList();
    }

    private static Claim above(String claim, String metric, Row pair, List<String> varying, boolean reduced) {
        double effect = number(pair, metric + "_effect");
        Double ci95 = pair.getAs(metric + "_ci95");
        return claim(claim, pair, varying, effect, ci95, Verdict.above(0, effect, ci95), notes(ci95, reduced));
    }

    private static Claim moreInformation(Row pair, List<String> varying, boolean reduced) {
        String claim = "skip-vae above vae on MI";
        if (!flag(pair, "mi_saturated")) {
            return above(claim, "mi", pair, varying, reduced);
        }
        return claim(
                claim,
                pair,
                varying,
                number(pair, "mi_effect"),
                pair.getAs("mi_ci95"),
                Verdict.UNDECIDED,
                "saturated at log N, tells nothing about collapse");
    }

    private static Claim elboKept(Row pair, List<String> varying, boolean reduced) {
        double effect = number(pair, "elbo_effect");
        Double ci95 = pair.getAs("elbo_ci95");
        Verdict verdict = Verdict.above(-ELBO_TOLERANCE, effect, ci95);
        return claim(
                "ELBO of skip-vae no more than 1 nat below vae",
                pair,
                varying,
                effect,
                ci95,
                verdict,
                notes(ci95, reduced));
    }

    private static Claim informationAtCap(Row cell, List<String> varying) {
        boolean saturated = flag(cell, "mi_saturated");
        int examples = cell.getAs("test_examples");
        double cap = Math.log(examples);
        String note = String.format(Locale.ROOT, "log %d = %.2f", examples, cap)
                + (saturated ? ": saturated, tells nothing about collapse" : ": below the cap, biased downwards");
        return claim(
                cell.getAs("model") + ": MI at its cap log N",
                cell,
                varying,
                number(cell, "mi_mean") - cap,
                cell.getAs("mi_ci95"),
                saturated ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD,
                note);
    }

    private static Claim elboOfPaper(Row cell, List<String> varying) {
        double effect = number(cell, "elbo_diff");
        Double ci95 = cell.getAs("elbo_ci95");
        boolean reduced = flag(cell, "reduced");
        Verdict verdict = reduced ? Verdict.UNDECIDED : Verdict.above(-ELBO_TOLERANCE, -Math.abs(effect), ci95);
        return claim(
                cell.getAs("model") + ": ELBO within 1 nat of the paper",
                cell,
                varying,
                effect,
                ci95,
                verdict,
                notes(ci95, reduced));
    }

    private static Claim claim(
            String claim, Row row, List<String> varying, double effect, Double ci95, Verdict verdict, String note) {
        List<Object> settings = new ArrayList<>();
        varying.forEach(setting -> settings.add(row.getAs(setting)));
        return new Claim(
                claim,
                row.getAs("dataset"),
                row.<Integer>getAs("latent_dim"),
                row.<Integer>getAs("decoder_layers"),
                settings,
                effect,
                ci95,
                row.<Integer>getAs("seeds"),
                verdict,
                note);
    }

    private static boolean sameSettings(Row cell, Row pair, List<String> varying) {
        return Stream.concat(Stream.of("dataset", "latent_dim", "decoder_layers", "epochs"), varying.stream())
                .allMatch(name ->
                        String.valueOf(cell.<Object>getAs(name)).equals(String.valueOf(pair.<Object>getAs(name))));
    }

    private static String notes(Double ci95, boolean reduced) {
        return Stream.of(ci95 == null ? ONE_SEED : "", reduced ? REDUCED : "")
                .filter(note -> !note.isEmpty())
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
    }

    private static double number(Row row, String column) {
        return row.<Double>getAs(column);
    }

    private static boolean flag(Row row, String column) {
        return row.<Boolean>getAs(column);
    }
}
