package org.skipsweep.driver.reduce.claim;

import java.util.List;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;

/**
 * Something that is said of trials, checked against them.
 *
 * @param kind who says it
 * @param claim what is claimed
 * @param settings of the trials
 * @param effect what the claim is about: a difference in nats or units
 * @param verdict whether it holds
 * @param notes what the verdict rests on
 */
public record Claim(Kind kind, String claim, KeyValues settings, SeedMean effect, Verdict verdict, List<String> notes) {
    /** ELBOs that differ by no more count as equal, in nats. */
    public static final double ELBO_TOLERANCE = 1;

    /** Who says what is checked. */
    public enum Kind {
        /** The paper. */
        CLAIM("claim"),
        /** Nobody: it tells how far the other verdicts can be trusted. */
        DIAGNOSTIC("diagnostic");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As tables print it. */
        public String label() {
            return label;
        }
    }

    /** Copies the list. */
    public Claim {
        notes = List.copyOf(notes);
    }

    /** A claim of the paper. */
    static Claim ofPaper(String claim, KeyValues settings, SeedMean effect, Verdict verdict, Stream<String> notes) {
        return new Claim(Kind.CLAIM, claim, settings, effect, verdict, notes.toList());
    }

    /** What nobody claims and everybody should know. */
    static Claim diagnostic(String claim, KeyValues settings, SeedMean effect, Verdict verdict, Stream<String> notes) {
        return new Claim(Kind.DIAGNOSTIC, claim, settings, effect, verdict, notes.toList());
    }

    /** All notes as one text. */
    public String note() {
        return String.join("; ", notes);
    }
}
