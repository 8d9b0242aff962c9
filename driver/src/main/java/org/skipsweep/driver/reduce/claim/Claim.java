package org.skipsweep.driver.reduce.claim;

import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;

/**
 * A claim of the paper, checked against the trials.
 *
 * @param claim what is claimed
 * @param settings of the trials
 * @param effect what the claim is about: a difference in nats or units
 * @param verdict whether it holds
 * @param note what the verdict rests on
 */
public record Claim(String claim, KeyValues settings, SeedMean effect, Verdict verdict, String note) {
    /** ELBOs that differ by no more count as equal, in nats. */
    public static final double ELBO_TOLERANCE = 1;
}
