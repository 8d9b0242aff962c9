package org.skipsweep.driver.reduce.claim;

import org.skipsweep.driver.reduce.cell.SeedMean;

/** Whether a claim holds. */
public enum Verdict {
    HOLDS("holds"),
    DOES_NOT_HOLD("does not hold"),
    UNDECIDED("undecided");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** As tables print it. */
    public String label() {
        return label;
    }

    /** Whether an effect exceeds {@code bound}: undecided if its interval, where it has one, includes the bound. */
    public static Verdict above(double bound, SeedMean effect) {
        return positive(effect.mean() - bound, effect.ci95().orElse(0.0));
    }

    /** Whether an effect falls short of {@code bound}, likewise. */
    public static Verdict below(double bound, SeedMean effect) {
        return positive(bound - effect.mean(), effect.ci95().orElse(0.0));
    }

    /** Whether an effect is nearer to zero than {@code bound}, likewise. */
    public static Verdict within(double bound, SeedMean effect) {
        return positive(bound - Math.abs(effect.mean()), effect.ci95().orElse(0.0));
    }

    /** The verdict on the opposite claim. */
    public Verdict opposite() {
        return switch (this) {
            case HOLDS -> DOES_NOT_HOLD;
            case DOES_NOT_HOLD -> HOLDS;
            case UNDECIDED -> UNDECIDED;
        };
    }

    private static Verdict positive(double excess, double margin) {
        if (excess > margin) {
            return HOLDS;
        }
        return margin == 0 || excess < -margin ? DOES_NOT_HOLD : UNDECIDED;
    }
}
