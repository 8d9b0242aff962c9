package org.skipsweep.driver.reduce.claim;

import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.models.trial.result.Metric;

/**
 * What skip connections gain on active units.
 *
 * @param gain at the threshold of the paper
 * @param at002 the gain at the threshold of the authors' program, if it was measured
 */
record ActiveUnitsGain(SeedDifference gain, Optional<SeedMean> at002) {

    /** That of a pair, if all its trials have active units. */
    static Optional<ActiveUnitsGain> of(SkipPair pair) {
        return SeedDifference.of(pair.twins().stream()
                        .flatMap(twins -> SeedValue.activeUnits(twins.skip())
                                .flatMap(skip ->
                                        SeedValue.activeUnits(twins.plain()).map(skip::minus))
                                .stream())
                        .toList())
                .filter(gain -> gain.overSeeds().seeds() == pair.twins().size())
                .map(gain -> new ActiveUnitsGain(gain, pair.gain(Metric.ACTIVE_UNITS_002)));
    }

    /** The gain with the interval that it deserves. */
    SeedMean effect() {
        return gain.effect();
    }

    /** Which interval that is, and the gain at the threshold of the authors' program. */
    Stream<String> notes() {
        return Stream.concat(gain.notes(), at002.map(ActiveUnitsGain::at002).stream());
    }

    private static String at002(SeedMean gain) {
        return "at threshold 0.02 " + gain.signedText(2);
    }
}
