package org.skipsweep.driver.sweep.estimate;

import java.util.Optional;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.objective.ModelSize;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * What a round of parameter averaging will take, roughly: all workers train their minibatches at the same time, then the
 * driver gets what they learnt and sends out the average.
 *
 * @param workers that train together
 * @param minibatches that each of them trains in a round
 * @param minibatchSeconds training time of one of them
 * @param bytes that go from the driver to all workers and back
 */
public record RoundEstimate(int workers, int minibatches, double minibatchSeconds, double bytes) {
    /** Assumed of parameters on their way: serialised, sent, read and averaged. */
    static final double BYTES_PER_SECOND = 250e6;

    /** Assumed of a Spark job without work. */
    static final double JOB_SECONDS = 0.1;

    private static final double ADAM_MOMENTS = 2;

    /** The estimate of one trial; empty if it averages nothing. */
    public static Optional<RoundEstimate> of(TrialSpec spec, CoreSpeed speed) {
        if (!spec.averaging().enabled()) {
            return Optional.empty();
        }
        return TrialEstimate.size(spec).map(size -> of(spec, size, TrialEstimate.trainExamples(spec), speed));
    }

    static RoundEstimate of(TrialSpec spec, ModelSize size, double examples, CoreSpeed speed) {
        OptimizationSpec optimization = spec.optimization();
        int workers = spec.averaging().workers();
        double perEpoch = Math.ceil(examples / optimization.batchSize());
        double passes = size.stepPasses() * optimization.batchSize();
        double state = optimization.updateRule() instanceof UpdateRule.Sgd ? 0 : ADAM_MOMENTS;
        return new RoundEstimate(
                workers,
                (int) Math.max(1, Math.min(spec.averaging().frequency(), Math.ceil(perEpoch / workers))),
                TrialEstimate.seconds(size, passes, 1, speed),
                2.0 * workers * Float.BYTES * (1 + state) * size.parameters());
    }

    /** Training time of a round. */
    public double trainingSeconds() {
        return minibatches * minibatchSeconds;
    }

    /** What averaging adds to it. */
    public double averagingSeconds() {
        return JOB_SECONDS + bytes / BYTES_PER_SECOND;
    }

    /** Images per second, in those of one worker without averaging. */
    public double speedUp() {
        return workers * trainingSeconds() / (trainingSeconds() + averagingSeconds());
    }

    /** Whether every worker after the first adds at least half a worker. */
    public boolean pays() {
        return speedUp() >= halfGained();
    }

    /** Minibatches per worker and round from which on it {@link #pays}. */
    public int payingMinibatches() {
        return (int) Math.ceil(halfGained() * averagingSeconds() / (workers - halfGained()) / minibatchSeconds);
    }

    private double halfGained() {
        return (workers + 1) / 2.0;
    }
}
