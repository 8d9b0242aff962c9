package org.skipsweep.driver.reduce.claim;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;

/**
 * A difference, seed by seed. What is counted, as active units are, can tie: then the interval over seeds is zero whatever chance
 * did, and that of a bootstrap over the test examples takes its place, where every trial has one.
 *
 * @param overSeeds with its interval over seeds
 * @param bootstrap half-width of the interval over test examples, the mean over seeds, if every trial has one
 */
record SeedDifference(SeedMean overSeeds, OptionalDouble bootstrap) {

    /** The mean of differences, one for each seed; absent if there are none. */
    static Optional<SeedDifference> of(Collection<SeedValue> differences) {
        return SeedMean.of(differences.stream().mapToDouble(SeedValue::value).toArray())
                .map(mean -> new SeedDifference(mean, bootstrap(differences)));
    }

    /** One quantity minus another, by seed, over the seeds that both have. */
    static Optional<SeedDifference> between(Map<Long, SeedValue> of, Map<Long, SeedValue> than) {
        return of(of.entrySet().stream()
                .filter(entry -> than.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().minus(than.get(entry.getKey())))
                .toList());
    }

    private static OptionalDouble bootstrap(Collection<SeedValue> differences) {
        return differences.stream()
                        .anyMatch(difference -> difference.bootstrap().isEmpty())
                ? OptionalDouble.empty()
                : differences.stream()
                        .mapToDouble(difference -> difference.bootstrap().getAsDouble())
                        .average();
    }

    /** The difference with the interval that it deserves. */
    SeedMean effect() {
        return tied() && bootstrap.isPresent()
                ? new SeedMean(overSeeds.mean(), Optional.of(bootstrap.getAsDouble()), overSeeds.seeds())
                : overSeeds;
    }

    /** Which interval that is, where it is not the usual one. */
    Stream<String> notes() {
        return Stream.of(
                        bootstrap.isPresent()
                                ? "all seeds tie, ± from a bootstrap over test examples"
                                : "all seeds tie, which no interval over seeds can judge")
                .filter(note -> tied());
    }

    private boolean tied() {
        return overSeeds.ci95().filter(ci95 -> ci95 == 0).isPresent();
    }
}
