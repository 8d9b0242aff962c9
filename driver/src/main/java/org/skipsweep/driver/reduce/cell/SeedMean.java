package org.skipsweep.driver.reduce.cell;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.skipsweep.driver.message.Decimals;

/**
 * The mean of a quantity over seeds.
 *
 * @param mean of the values
 * @param ci95 half-width of its 95 % confidence interval (Student t); absent with one seed, which has none
 * @param seeds number of values
 */
public record SeedMean(double mean, Optional<Double> ci95, int seeds) {

    /** The mean of values, one for each seed; absent if there are none. */
    public static Optional<SeedMean> of(double... values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = StatUtils.sum(values) / values.length;
        Optional<Double> ci95 = values.length == 1
                ? Optional.empty()
                : Optional.of(StudentT.halfWidth95(Math.sqrt(StatUtils.variance(values, mean)), values.length));
        return Optional.of(new SeedMean(mean, ci95, values.length));
    }

    /** The same, measured from {@code origin}. */
    public SeedMean minus(double origin) {
        return new SeedMean(mean - origin, ci95, seeds);
    }

    /** {@code -92.45 ±0.33}, without an interval where there is none. */
    public String text(int digits) {
        return Decimals.fixed(mean, digits) + interval(digits);
    }

    /** As a difference: {@code +2.43 ±0.33}. */
    public String signedText(int digits) {
        return Decimals.signed(mean, digits) + interval(digits);
    }

    private String interval(int digits) {
        return ci95.map(half -> " ±" + Decimals.fixed(half, digits)).orElse("");
    }
}
