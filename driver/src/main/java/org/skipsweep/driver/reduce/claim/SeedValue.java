package org.skipsweep.driver.reduce.claim;

import java.util.Optional;
import java.util.OptionalDouble;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * A quantity with one seed.
 *
 * @param value in nats or units
 * @param bootstrap half-width of its 95 % interval over test examples, in the same unit, where that was measured
 */
record SeedValue(double value, OptionalDouble bootstrap) {

    /** One whose interval over test examples nobody measured. */
    static SeedValue of(double value) {
        return new SeedValue(value, OptionalDouble.empty());
    }

    /** The active units of a trial, if it has any measured. */
    static Optional<SeedValue> activeUnits(TrialRow trial) {
        OptionalDouble units = trial.measurements().find(Metric.ACTIVE_UNITS);
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeedValue(units.getAsDouble(), halfWidth(trial.measurements())));
    }

    private static OptionalDouble halfWidth(Measurements trial) {
        OptionalDouble lower = trial.find(Metric.ACTIVE_UNITS_LOWER);
        OptionalDouble upper = trial.find(Metric.ACTIVE_UNITS_UPPER);
        return lower.isEmpty() || upper.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((upper.getAsDouble() - lower.getAsDouble()) / 2);
    }

    /** This minus the other; the intervals of both add up. */
    SeedValue minus(SeedValue other) {
        return new SeedValue(
                value - other.value,
                bootstrap.isEmpty() || other.bootstrap.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(bootstrap.getAsDouble() + other.bootstrap.getAsDouble()));
    }
}
