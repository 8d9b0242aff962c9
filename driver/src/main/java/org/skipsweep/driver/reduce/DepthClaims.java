package org.skipsweep.driver.reduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.reduce.Claim.Verdict;

/**
 * What the paper says about deeper decoders: an effect is the value at the greatest number of layers minus that at the
 * smallest, seed by seed; the note gives the mean at every number of layers.
 */
final class DepthClaims {
    private static final String LAYERS = "decoder_layers";
    private static final List<String> GROUP = ResultSchema.SETTINGS.stream()
            .filter(setting -> !setting.equals(LAYERS))
            .toList();

    private static final Comparator<Row> ORDER = Comparator.<Row, String>comparing(row -> row.getAs("dataset"))
            .thenComparing(row -> row.<Integer>getAs("latent_dim"))
            .thenComparing(row -> Claims.settings(row, GROUP).toString())
            .thenComparing(row -> row.<Long>getAs("seed"));

    private final List<Row> cells;
    private final List<String> varying;

    private DepthClaims(List<Row> cells, List<String> varying) {
        this.cells = cells;
        this.varying = varying;
    }

    /** A value of trials that differ in layers and seed only, by layers, then by seed; and one of those trials. */
    private record Series(Row trial, TreeMap<Integer, Map<Long, Double>> values) {
        Map<Long, Double> changes() {
            Map<Long, Double> changes = new LinkedHashMap<>();
            Map<Long, Double> deepest = values.lastEntry().getValue();
            values.firstEntry().getValue().forEach((seed, value) -> {
                if (deepest.containsKey(seed)) {
                    changes.put(seed, deepest.get(seed) - value);
                }
            });
            return changes;
        }
    }

    /**
     * The claims on every group of trials that have at least two numbers of layers.
     *
     * @param measured trials with metrics
     * @param cells what {@link CellTable} makes of them
     * @param varying further settings that vary
     */
    static List<Claim> check(Dataset<Row> measured, List<Row> cells, List<String> varying) {
        DepthClaims check = new DepthClaims(cells, varying);
        List<Row> gains = SkipGains.of(measured).collectAsList();
        List<Row> vaes = measured.where("NOT skip").collectAsList();
        List<Claim> claims = new ArrayList<>();
        for (Series series : series(gains, gain -> gain.<Double>getAs("kl"))) {
            claims.add(check.widens("KL", series, false));
        }
        for (Series series : series(gains, gain -> gain.<Double>getAs("mi"))) {
            boolean saturated = gains.stream()
                    .anyMatch(gain -> gain.<Boolean>getAs("mi_saturated") && Claims.agree(GROUP, gain, series.trial()));
            claims.add(check.widens("MI", series, saturated));
        }
        for (Series series : series(vaes, vae -> vae.<Integer>getAs("active_units"))) {
            claims.add(check.fewerUnits(series));
        }
        return claims;
    }

    private static List<Series> series(List<Row> rows, ToDoubleFunction<Row> value) {
        Map<List<Object>, Series> byGroup = new LinkedHashMap<>();
        for (Row row : rows.stream().sorted(ORDER).toList()) {
            byGroup.computeIfAbsent(Claims.settings(row, GROUP), ignored -> new Series(row, new TreeMap<>()))
                    .values()
                    .computeIfAbsent(row.<Integer>getAs(LAYERS), ignored -> new LinkedHashMap<>())
                    .put(row.<Long>getAs("seed"), value.applyAsDouble(row));
        }
        return byGroup.values().stream()
                .filter(series -> series.values().size() > 1)
                .filter(series -> !series.changes().isEmpty())
                .toList();
    }

    private Claim widens(String metric, Series series, boolean saturated) {
        String claim = "gap between skip-vae and vae on " + metric + " widens with depth";
        return claim(claim, series, 1, "%+.2f", saturated);
    }

    private Claim fewerUnits(Series series) {
        return claim("vae: AU falls with depth", series, -1, "%.1f", false);
    }

    /** @param sign of the change that is claimed */
    private Claim claim(String claim, Series series, int sign, String format, boolean saturated) {
        SummaryStatistics changes = new SummaryStatistics();
        series.changes().values().forEach(changes::addValue);
        Double ci95 = StudentT.halfWidth95(changes.getStandardDeviation(), changes.getN());
        double effect = changes.getMean();
        String means = series.values().entrySet().stream()
                .map(depth -> String.format(Locale.ROOT, format, mean(depth.getValue())) + " at " + depth.getKey())
                .collect(Collectors.joining(", ", "", " layers"));
        List<String> shared = Stream.concat(Stream.of("dataset", "latent_dim", "epochs"), varying.stream())
                .toList();
        boolean reduced = cells.stream()
                .anyMatch(cell -> cell.<Boolean>getAs("reduced") && Claims.agree(shared, cell, series.trial()));
        String weakness = saturated ? Claims.SATURATED : Claims.notes(ci95, reduced);
        return new Claim(
                claim,
                series.trial().getAs("dataset"),
                series.trial().<Integer>getAs("latent_dim"),
                series.values().lastKey(),
                Claims.settings(series.trial(), varying),
                effect,
                ci95,
                (int) changes.getN(),
                saturated ? Verdict.UNDECIDED : Verdict.above(0, sign * effect, ci95),
                weakness.isEmpty() ? means : means + "; " + weakness);
    }

    private static double mean(Map<Long, Double> values) {
        return values.values().stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
