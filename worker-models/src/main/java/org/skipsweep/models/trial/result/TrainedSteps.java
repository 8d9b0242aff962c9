package org.skipsweep.models.trial.result;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What some training steps left beside the trained parameters.
 *
 * @param losses of the steps in their order, in nats
 * @param clipped their refinement steps that were clipped
 */
public record TrainedSteps(List<Double> losses, ClippedSteps clipped) implements Serializable {
    /** Before the first step. */
    public static final TrainedSteps NONE = new TrainedSteps(List.of(), ClippedSteps.NONE);

    /** Copies the list. */
    public TrainedSteps {
        losses = List.copyOf(losses);
    }

    /** Steps with these losses. */
    public static TrainedSteps of(double[] losses, ClippedSteps clipped) {
        return new TrainedSteps(Arrays.stream(losses).boxed().toList(), clipped);
    }

    /** These steps, then {@code next}. */
    public TrainedSteps then(TrainedSteps next) {
        return new TrainedSteps(
                Stream.concat(losses.stream(), next.losses.stream()).toList(), clipped.plus(next.clipped));
    }

    /** Mean of the losses, added up in their order; 0 without a step. */
    public double meanLoss() {
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return losses.isEmpty() ? 0 : sum / losses.size();
    }
}
