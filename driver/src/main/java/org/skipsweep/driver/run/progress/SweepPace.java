package org.skipsweep.driver.run.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.skipsweep.driver.sweep.plan.Trial;

/** How fast a run goes: what it has done of its trials, in trials, since it began. */
final class SweepPace {
    private final Map<Trial, Double> first = new HashMap<>();
    private final Map<Trial, Double> now = new HashMap<>();
    private double ended;

    /** A running trial has {@code share} of its epochs behind it; what it had when this is first said was done before. */
    void at(Trial trial, double share) {
        first.putIfAbsent(trial, share);
        now.put(trial, share);
    }

    /** A trial ended. */
    void ended(Trial trial) {
        Double before = first.remove(trial);
        now.remove(trial);
        ended += 1 - (before == null ? 0 : before);
    }

    /**
     * About how long the rest takes if it goes on like this; empty as long as nothing was done.
     *
     * @param seconds since the run began
     * @param open number of trials that have not ended
     */
    OptionalDouble secondsLeft(double seconds, int open) {
        double underWay = now.values().stream().mapToDouble(Double::doubleValue).sum();
        double before = first.values().stream().mapToDouble(Double::doubleValue).sum();
        double work = ended + underWay - before;
        return work <= 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds * (open - underWay) / work);
    }
}
