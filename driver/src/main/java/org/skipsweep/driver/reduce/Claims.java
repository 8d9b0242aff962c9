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
import org.skipsweep.driver.sweep.plan.Reduction;

/** What the paper says about its tables, checked against the trials. */
final class Claims {
    /** ELBOs that differ by no more count as equal, in nats. */
    private static final double ELBO_TOLERANCE = 1;

    /** Note of a verdict on mutual information where it is at its cap. */
    static final String SATURATED = "saturated at log N, tells nothing about collapse";

    private static final String REDUCED = "reduced run";
    private static final String ONE_SEED = "one seed, no interval";

    private Claims() {}

    /**
     * Every claim about SKIP-VAE against VAE, then those about depth, then those about single cells.
     *
     * @param reduction the table whose claims these are
     * @param measured trials with metrics
     * @param cells what {@link CellTable} makes of them
     * @param varying further settings that vary
     */
    static List<Claim> check(Reduction reduction, Dataset<Row> measured, List<Row> cells, List<String> varying) {
        if (cells.isEmpty()) {
            return List.of();
        }
        boolean imageModels = reduction == Reduction.TABLE1 || reduction == Reduction.TABLE2;
        List<Claim> claims = new ArrayList<>();
        for (Row pair : pairs(measured, varying)) {
            boolean reduced =
                    cells.stream().anyMatch(cell -> sameSettings(cell, pair, varying) && flag(cell, "reduced"));
            claims.add(above("skip-vae above vae on KL", "kl", pair, varying, reduced));
            claims.add(above("skip-vae above vae on AU", "active_units", pair, varying, reduced));
            claims.add(moreInformation(pair, varying, reduced));
            claims.add(imageModels ? elboSimilar(pair, varying, reduced) : elboKept(pair, varying, reduced));
        }
        if (imageModels) {
            claims.addAll(DepthClaims.check(measured, cells, varying));
        }
        for (Row cell : cells) {
            if (!imageModels) {
                claims.add(informationAtCap(cell, varying));
            }
            if (!cell.isNullAt(cell.fieldIndex("elbo_paper"))) {
                claims.add(elboOfPaper(cell, varying));
            }
        }
        return claims;
    }

    /** A row per pair of cells of SKIP-VAE and VAE. */
    private static List<Row> pairs(Dataset<Row> measured, List<String> varying) {
        List<Column> aggregates = new ArrayList<>();
        for (String metric : SkipGains.METRICS) {
            aggregates.add(avg(col(metric)).as(metric + "_effect"));
            aggregates.add(StudentT.halfWidth95(col(metric)).as(metric + "_ci95"));
        }
        aggregates.add(max("mi_saturated").as("mi_saturated"));
        List<String> order = Stream.concat(Stream.of("dataset", "latent_dim"), varying.stream())
                .toList();
        return SkipGains.of(measured)
                .groupBy(ResultSchema.SETTINGS.stream().map(name -> col(name)).toArray(Column[]::new))
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
                claim, pair, varying, number(pair, "mi_effect"), pair.getAs("mi_ci95"), Verdict.UNDECIDED, SATURATED);
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

    private static Claim elboSimilar(Row pair, List<String> varying, boolean reduced) {
        double effect = number(pair, "elbo_effect");
        Double ci95 = pair.getAs("elbo_ci95");
        Verdict verdict = Verdict.above(-ELBO_TOLERANCE, -Math.abs(effect), ci95);
        String claim = "ELBO of skip-vae within 1 nat of vae";
        return claim(claim, pair, varying, effect, ci95, verdict, notes(ci95, reduced));
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
        return new Claim(
                claim,
                row.getAs("dataset"),
                row.<Integer>getAs("latent_dim"),
                row.<Integer>getAs("decoder_layers"),
                settings(row, varying),
                effect,
                ci95,
                row.<Integer>getAs("seeds"),
                verdict,
                note);
    }

    /** The values of the settings named, null where there is none. */
    static List<Object> settings(Row row, List<String> varying) {
        List<Object> settings = new ArrayList<>();
        varying.forEach(setting -> settings.add(row.getAs(setting)));
        return settings;
    }

    private static boolean sameSettings(Row cell, Row pair, List<String> varying) {
        List<String> shared = Stream.concat(
                        Stream.of("dataset", "latent_dim", "decoder_layers", "epochs"), varying.stream())
                .toList();
        return agree(shared, cell, pair);
    }

    /** Whether two rows have equal values in the columns named. */
    static boolean agree(List<String> columns, Row one, Row other) {
        return columns.stream().allMatch(name -> String.valueOf(one.<Object>getAs(name))
                .equals(String.valueOf(other.<Object>getAs(name))));
    }

    /** Why a verdict is weak, or nothing. */
    static String notes(Double ci95, boolean reduced) {
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
