package org.skipsweep.driver.store.lease;

import java.time.Duration;

/**
 * How long things take with leases.
 *
 * @param renewal from one sign of life to the next
 * @param patience how long a driver that cannot be asked may be silent while it is watched, before another takes over
 * @param settling after which a lease that others may have written at the same moment is read back
 */
record LeaseTimes(Duration renewal, Duration patience, Duration settling) {
    private static final int LOOKS_PER_RENEWAL = 20;

    static final LeaseTimes USUAL =
            new LeaseTimes(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(2));

    /** From one look at a lease that is watched to the next. */
    Duration look() {
        return renewal.dividedBy(LOOKS_PER_RENEWAL);
    }

    /** How long a driver is watched whose last sign of life is so old: its clock may be wrong, so it is always watched. */
    Duration watch(Duration silence) {
        return silence.compareTo(patience) > 0 ? renewal.multipliedBy(2) : patience;
    }
}
