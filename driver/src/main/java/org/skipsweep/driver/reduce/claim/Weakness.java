package org.skipsweep.driver.reduce.claim;

import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;

/** Why a verdict is weak, for its note. */
public final class Weakness {
    /** Of a verdict on mutual information where it is at its cap. */
    public static final String SATURATED = "saturated at log N, tells nothing about collapse";

    private Weakness() {}

    /** What makes an effect weak, if anything. */
    public static Stream<String> of(SeedMean effect, boolean reduced) {
        return Stream.of(effect.ci95().isEmpty() ? "one seed, no interval" : "", reduced ? "reduced run" : "")
                .filter(note -> !note.isEmpty());
    }
}
