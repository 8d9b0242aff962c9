package org.skipsweep.models.family;

import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.TrialSpec;

/** All that the platform must know of a model family. */
public interface Family {
    /**
     * What training a trial minimises.
     *
     * @param shape of its data
     * @throws IllegalArgumentException if the family has no model of such data
     */
    Objective objective(TrialSpec spec, DataShape shape);

    /**
     * How many numbers the model of a trial trains at the least, by its largest weights. It is known without the model's graph,
     * which takes memory for all of them when it is built.
     *
     * @param shape of its data
     */
    double leastNumbers(TrialSpec spec, DataShape shape);
}
