package org.skipsweep.driver.reduce.result;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many examples trials had; absent where that is not known.
 *
 * @param train seen in an epoch
 * @param validation by which the epoch was selected
 * @param test measured
 */
public record ExampleCounts(Optional<Integer> train, Optional<Integer> validation, Optional<Integer> test) {

    /** The greatest of each. */
    public static ExampleCounts greatest(Collection<TrialRow> trials) {
        return new ExampleCounts(
                greatest(trials, ExampleCounts::train),
                greatest(trials, ExampleCounts::validation),
                greatest(trials, ExampleCounts::test));
    }

    private static Optional<Integer> greatest(
            Collection<TrialRow> trials, Function<ExampleCounts, Optional<Integer>> count) {
        return trials.stream()
                .flatMap(trial -> count.apply(trial.examples()).stream())
                .max(Comparator.naturalOrder());
    }
}
