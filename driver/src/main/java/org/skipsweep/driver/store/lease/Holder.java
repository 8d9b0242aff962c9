package org.skipsweep.driver.store.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.skipsweep.driver.sweep.plan.Software;

/**
 * A driver that runs a sweep, as its lease names it.
 *
 * @param token tells it from every other one
 * @param user who started it
 * @param host name of its machine
 * @param number of its process there
 * @param process that process, if its machine tells it from others
 * @param since when it began, by its clock
 * @param renewed its last sign of life, by its clock
 */
record Holder(
        String token,
        String user,
        String host,
        long number,
        Optional<MachineProcess> process,
        Instant since,
        Instant renewed) {

    /** This process, beginning now. */
    static Holder here() {
        Instant now = Instant.now();
        return new Holder(
                UUID.randomUUID().toString(),
                System.getProperty("user.name"),
                Software.host(),
                ProcessHandle.current().pid(),
                ProcessTable.HERE.current(),
                now,
                now);
    }

    /** The same driver, with a sign of life of now. */
    Holder renewedNow() {
        return new Holder(token, user, host, number, process, since, Instant.now());
    }

    /** How long ago it was heard of, if the clocks agree; negative if they do not. */
    Duration silence() {
        return Duration.between(renewed, Instant.now());
    }

    /** Who it is, and since when. */
    String text() {
        return "process " + number + " of " + user + " on " + host + ", since " + since.truncatedTo(ChronoUnit.SECONDS);
    }
}
