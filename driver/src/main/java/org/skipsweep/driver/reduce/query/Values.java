package org.skipsweep.driver.reduce.query;

import java.util.Optional;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.models.trial.result.Metric;

/** How values of columns compare, and how people read them. */
final class Values {
    private Values() {}

    /** The order of two values of one column; what is absent comes last, whichever way the others go. */
    static int compare(Object one, Object other, boolean falling) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int order = compare(one, other);
        return falling ? -order : order;
    }

    /** The order of two values: numbers by size, all else as text. */
    static int compare(Object one, Object other) {
        return one instanceof Number number && other instanceof Number another
                ? Double.compare(number.doubleValue(), another.doubleValue())
                : one.toString().compareTo(other.toString());
    }

    /** A value in a table: metrics to the digits that they are worth, one line of a text, {@code -} for none. */
    static String text(String column, Object value) {
        if (value == null) {
            return "-";
        }
        Optional<Metric> metric = Metric.find(column);
        if (metric.isPresent() && value instanceof Number number) {
            int digits = metric.get().digits(number.doubleValue());
            return Decimals.fixed(number.doubleValue(), digits);
        }
        return value.toString().lines().findFirst().orElse("");
    }
}
