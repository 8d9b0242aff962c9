package org.skipsweep.driver.run.progress;

import java.util.OptionalDouble;

/**
 * Where a running trial is and how fast it goes, from the first and the last step that it told of.
 *
 * @param first that it told of in this run
 * @param firstNanos when, by {@link System#nanoTime}
 * @param last that it told of
 * @param lastNanos when, likewise
 */
public record StepPace(TrialNews.Step first, long firstNanos, TrialNews.Step last, long lastNanos) {

    /** That of a trial that tells of a step for the first time. */
    public static StepPace begun(TrialNews.Step step, long nanos) {
        return new StepPace(step, nanos, step, nanos);
    }

    /** After another step; a trial that is further back has begun anew. */
    public StepPace then(TrialNews.Step step, long nanos) {
        return step.sinceTheStart() < last.sinceTheStart()
                ? begun(step, nanos)
                : new StepPace(first, firstNanos, step, nanos);
    }

    /** Training steps per second, what is between epochs included; empty until it has gone on. */
    public OptionalDouble stepsPerSecond() {
        long steps = last.sinceTheStart() - first.sinceTheStart();
        long nanos = lastNanos - firstNanos;
        return steps <= 0 || nanos <= 0 ? OptionalDouble.empty() : OptionalDouble.of(steps * 1e9 / nanos);
    }

    /** About how many more seconds all epochs take at this pace; empty until it is known. */
    public OptionalDouble secondsLeft() {
        long open = (long) last.epochs() * last.steps() - last.sinceTheStart() + 1;
        OptionalDouble rate = stepsPerSecond();
        return rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(open / rate.getAsDouble());
    }
}
