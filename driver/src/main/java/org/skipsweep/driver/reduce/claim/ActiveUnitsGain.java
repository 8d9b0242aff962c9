package org.skipsweep.driver.reduce.claim;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.models.trial.result.Metric;

/**
 * What skip connections gain on active units. They are counted, so seeds can tie: then the interval over seeds is zero whatever
 * chance did, and that of a bootstrap over the test examples takes its place, where trials have it.
 *
 * @param pair the models
 * @param overSeeds the gain, with its interval over seeds
 */
record ActiveUnitsGain(SkipPair pair, SeedMean overSeeds) {
    /** The gain with the interval that it deserves. */
    SeedMean effect() {
        return tied() && halfWidth().isPresent()
                ? new SeedMean(overSeeds.mean(), Optional.of(halfWidth().getAsDouble()), overSeeds.seeds())
                : overSeeds;
    }

    /** Which interval that is, and the gain at the threshold of the authors' program. */
    Stream<String> notes() {
        String interval = halfWidth().isPresent()
                ? "all seeds tie, ± from a bootstrap over test examples"
                : "all seeds tie, which no interval over seeds can judge";
        return Stream.concat(
                Stream.of(interval).filter(note -> tied()),
                pair
                        .gain(Metric.ACTIVE_UNITS_002)
                        .map(gain -> String.format(Locale.ROOT, "at threshold 0.02 %+.2f", gain.mean())
                                + gain.ci95()
                                        .map(ci95 -> String.format(Locale.ROOT, " ±%.2f", ci95))
                                        .orElse(""))
                        .stream());
    }

    private boolean tied() {
        return overSeeds.ci95().filter(ci95 -> ci95 == 0).isPresent();
    }

    /** The mean over seeds of the half-width of each pair of trials, whose intervals add up. */
    private OptionalDouble halfWidth() {
        return pair.twins().stream()
                .flatMapToDouble(twins -> Stream.of(twins.skip(), twins.plain())
                        .map(trial -> width(
                                trial.measurements().find(Metric.ACTIVE_UNITS_LOWER),
                                trial.measurements().find(Metric.ACTIVE_UNITS_UPPER)))
                        .reduce(ActiveUnitsGain::sum)
                        .orElseThrow()
                        .stream())
                .average();
    }

    private static OptionalDouble width(OptionalDouble lower, OptionalDouble upper) {
        return lower.isEmpty() || upper.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((upper.getAsDouble() - lower.getAsDouble()) / 2);
    }

    private static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
        return one.isEmpty() || other.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(one.getAsDouble() + other.getAsDouble());
    }
}
