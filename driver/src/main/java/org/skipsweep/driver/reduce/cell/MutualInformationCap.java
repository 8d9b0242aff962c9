package org.skipsweep.driver.reduce.cell;

import org.skipsweep.driver.message.Decimals;

/**
 * What an estimate of the mutual information cannot exceed but by noise: log N.
 *
 * @param examples N, the number of test examples
 */
public record MutualInformationCap(int examples) {
    /** log N, in nats. */
    public double nats() {
        return Math.log(examples);
    }

    /** {@code log 10000 = 9.21}. */
    public String text() {
        return "log " + examples + " = " + Decimals.fixed(nats(), 2);
    }
}
