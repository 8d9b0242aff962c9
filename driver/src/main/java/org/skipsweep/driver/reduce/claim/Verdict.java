package org.skipsweep.driver.reduce.claim;

import java.util.Optional;
import org.skipsweep.driver.reduce.cell.SeedMean;

/** Whether a claim holds. One seed has no interval, and so decides nothing. */
public enum Verdict {
    /** The whole interval of the effect is on the claim's side of its bound. */
    HOLDS("holds"),
    /** The whole interval is on the other side. */
    DOES_NOT_HOLD("does not hold"),
    /** The interval includes the bound, or there is none. */
    UNDECIDED("undecided"),
    /** Two ELBOs differ by less than a nat, the whole interval does. */
    EQUAL("equal"),
    /** An ELBO is above the other by more than a nat, with its whole interval. */
    BETTER("better"),
    /** An ELBO is below the other by more than a nat, with its whole interval. */
    WORSE("worse"),
    /** What would have to rise is as high as it can be. */
    CEILING("at a ceiling"),
    /** What would have to fall is as low as it can be. */
    FLOOR("at a floor");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** As tables print it. */
    public String label() {
        return label;
    }

    /** Whether an effect exceeds {@code bound}: undecided if its interval includes the bound, or if it has none. */
    public static Verdict above(double bound, SeedMean effect) {
        return positive(effect.mean() - bound, effect.ci95());
    }

    /** Whether an effect falls short of {@code bound}, likewise. */
    public static Verdict below(double bound, SeedMean effect) {
        return positive(bound - effect.mean(), effect.ci95());
    }

    /**
     * How what is better the higher it is compares with another.
     *
     * @param tolerance differences up to it count as none
     * @param effect its difference from the other
     */
    public static Verdict beside(double tolerance, SeedMean effect) {
        if (above(tolerance, effect) == HOLDS) {
            return BETTER;
        }
        if (below(-tolerance, effect) == HOLDS) {
            return WORSE;
        }
        return positive(tolerance - Math.abs(effect.mean()), effect.ci95()) == HOLDS ? EQUAL : UNDECIDED;
    }

    /** The verdict on the opposite claim. */
    public Verdict opposite() {
        return switch (this) {
            case HOLDS -> DOES_NOT_HOLD;
            case DOES_NOT_HOLD -> HOLDS;
            case BETTER -> WORSE;
            case WORSE -> BETTER;
            case CEILING -> FLOOR;
            case FLOOR -> CEILING;
            case UNDECIDED, EQUAL -> this;
        };
    }

    private static Verdict positive(double excess, Optional<Double> margin) {
        if (margin.isEmpty()) {
            return UNDECIDED;
        }
        if (excess > margin.get()) {
            return HOLDS;
        }
        return margin.get() == 0 || excess < -margin.get() ? DOES_NOT_HOLD : UNDECIDED;
    }
}
