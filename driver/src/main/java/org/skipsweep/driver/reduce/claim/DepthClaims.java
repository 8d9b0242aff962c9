package org.skipsweep.driver.reduce.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.claim.DepthSeries.Depth;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * What the paper says about deeper decoders: what skip connections gain on KL and mutual information widens with depth, and
 * the plain model loses active units. An effect is the value at the greatest number of layers minus that at the smallest,
 * seed by seed; the note gives the mean at every number of layers.
 */
public record DepthClaims() implements ClaimCheck {

    @Override
    public List<Claim> on(Evidence evidence) {
        return Stream.of(
                        widening(Metric.KL, evidence),
                        widening(Metric.MUTUAL_INFORMATION, evidence),
                        DepthSeries.of(evidence.cells().stream()
                                        .filter(cell -> cell.settings().include(KeyValues.of(ModelKeys.SKIP, false)))
                                        .map(DepthClaims::activeUnits))
                                .stream()
                                .flatMap(series -> fewerUnits(series).stream()))
                .flatMap(claims -> claims)
                .toList();
    }

    private static Stream<Claim> widening(Metric metric, Evidence evidence) {
        return DepthSeries.of(evidence.pairs().stream().map(pair -> gains(pair, metric))).stream()
                .flatMap(series -> widens(metric, series).stream());
    }

    private static Depth gains(SkipPair pair, Metric metric) {
        return new Depth(
                pair.skip().model() + " and " + pair.plain().model(),
                pair.settings(),
                pair.gains(metric),
                pair.reduced(),
                metric == Metric.MUTUAL_INFORMATION && pair.saturated());
    }

    private static Depth activeUnits(Cell cell) {
        Map<Long, Double> values = new LinkedHashMap<>();
        cell.trials().forEach(trial -> trial.measurements()
                .find(Metric.ACTIVE_UNITS)
                .ifPresent(units -> values.put(trial.seed(), units)));
        return new Depth(cell.model(), cell.settings(), values, cell.reduced(), false);
    }

    private static Optional<Claim> widens(Metric metric, DepthSeries series) {
        String claim = "gap between " + series.subject() + " on " + metric.heading() + " widens with depth";
        return series.change().map(change -> claim(claim, series, change, Verdict.above(0, change), "%+.2f"));
    }

    private static Optional<Claim> fewerUnits(DepthSeries series) {
        String claim = series.subject() + ": AU falls with depth";
        return series.change().map(change -> claim(claim, series, change, Verdict.below(0, change), "%.1f"));
    }

    private static Claim claim(String claim, DepthSeries series, SeedMean change, Verdict verdict, String format) {
        String weakness = series.saturated() ? Weakness.SATURATED : Weakness.of(change, series.reduced());
        String means = series.means(format);
        return new Claim(
                claim,
                series.settings(),
                change,
                series.saturated() ? Verdict.UNDECIDED : verdict,
                weakness.isEmpty() ? means : means + "; " + weakness);
    }
}
