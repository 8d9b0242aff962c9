package org.skipsweep.driver.reduce.claim;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * What skip connections gain on active units. They are counted, so seeds can tie: then the interval over seeds is zero whatever
 * chance did, and that of a bootstrap over the test examples takes its place, where trials have it.
 *
 * @param overSeeds the gain, with its interval over seeds
 * @param bootstrap half-width of the interval over test examples, if all trials have one
 * @param at002 the gain at the threshold of the authors' program, if it was measured
 */
record ActiveUnitsGain(SeedMean overSeeds, OptionalDouble bootstrap, Optional<SeedMean> at002) {

    /** That of a pair, if both models have active units. */
    static Optional<ActiveUnitsGain> of(SkipPair pair) {
        return pair.gain(Metric.ACTIVE_UNITS)
                .map(gain -> new ActiveUnitsGain(gain, bootstrap(pair), pair.gain(Metric.ACTIVE_UNITS_002)));
    }

    /** The mean over seeds of the half-width of each pair of trials, whose intervals add up. */
    private static OptionalDouble bootstrap(SkipPair pair) {
        return pair.twins().stream()
                .flatMapToDouble(twins -> {
                    OptionalDouble skip = halfWidth(twins.skip().measurements());
                    OptionalDouble plain = halfWidth(twins.plain().measurements());
                    return skip.isEmpty() || plain.isEmpty()
                            ? DoubleStream.empty()
                            : DoubleStream.of(skip.getAsDouble() + plain.getAsDouble());
                })
                .average();
    }

    private static OptionalDouble halfWidth(Measurements trial) {
        OptionalDouble lower = trial.find(Metric.ACTIVE_UNITS_LOWER);
        OptionalDouble upper = trial.find(Metric.ACTIVE_UNITS_UPPER);
        return lower.isEmpty() || upper.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((upper.getAsDouble() - lower.getAsDouble()) / 2);
    }

    /** The gain with the interval that it deserves. */
    SeedMean effect() {
        return tied() && bootstrap.isPresent()
                ? new SeedMean(overSeeds.mean(), Optional.of(bootstrap.getAsDouble()), overSeeds.seeds())
                : overSeeds;
    }

    /** Which interval that is, and the gain at the threshold of the authors' program. */
    Stream<String> notes() {
        String interval = bootstrap.isPresent()
                ? "all seeds tie, ± from a bootstrap over test examples"
                : "all seeds tie, which no interval over seeds can judge";
        return Stream.concat(Stream.of(interval).filter(note -> tied()), at002.map(ActiveUnitsGain::at002).stream());
    }

    private static String at002(SeedMean gain) {
        return "at threshold 0.02 " + gain.signedText(2);
    }

    private boolean tied() {
        return overSeeds.ci95().filter(ci95 -> ci95 == 0).isPresent();
    }
}
