package org.skipsweep.driver.reduce.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.claim.KeySeries.Point;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * What the paper says about deeper decoders: what skip connections gain on KL and mutual information widens with depth, and
 * the plain model loses active units, if it has any to lose. An effect is the value at the greatest number of layers minus that at the smallest,
 * seed by seed; the note gives the mean at every number of layers.
 */
public record DepthClaims() implements ClaimCheck {

    @Override
    public List<Claim> on(Evidence evidence) {
        return Stream.of(
                        widening(Metric.KL, evidence),
                        widening(Metric.MUTUAL_INFORMATION, evidence),
                        widening(Metric.MUTUAL_INFORMATION_CORRECTED, evidence),
                        series(evidence.cells().stream()
                                        .filter(cell -> cell.settings().include(KeyValues.of(ModelKeys.SKIP, false)))
                                        .map(Point::activeUnits))
                                .flatMap(series -> fewerUnits(series).stream()))
                .flatMap(claims -> claims)
                .toList();
    }

    private static Stream<KeySeries> series(Stream<Point> points) {
        return KeySeries.of(ModelKeys.DECODER_LAYERS, "layers", points).stream();
    }

    private static Stream<Claim> widening(Metric metric, Evidence evidence) {
        return series(evidence.pairs().stream().map(pair -> gains(pair, metric)))
                .flatMap(series -> widens(metric, series).stream());
    }

    private static Point gains(SkipPair pair, Metric metric) {
        return new Point(
                pair.skip().model() + " and " + pair.plain().model(),
                pair.settings(),
                values(pair.gains(metric)),
                pair.reduced(),
                metric == Metric.MUTUAL_INFORMATION && pair.saturated());
    }

    private static Map<Long, SeedValue> values(Map<Long, Double> gains) {
        Map<Long, SeedValue> values = new LinkedHashMap<>();
        gains.forEach((seed, gain) -> values.put(seed, SeedValue.of(gain)));
        return values;
    }

    private static Optional<Claim> widens(Metric metric, KeySeries series) {
        return series.claim(
                "gap on " + metric.heading() + " widens with depth", change -> Verdict.above(0, change), "%+.2f");
    }

    private static Optional<Claim> fewerUnits(KeySeries series) {
        return series.claim(
                series.subject() + ": AU falls with depth",
                change -> series.startsAt(0) ? Verdict.FLOOR : Verdict.below(0, change),
                "%.1f");
    }
}
