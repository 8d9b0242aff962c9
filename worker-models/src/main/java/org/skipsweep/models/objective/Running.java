package org.skipsweep.models.objective;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.trial.result.ClippedSteps;

/** An objective at work on an engine. Not safe for use by several threads at once. */
public interface Running extends AutoCloseable {
    /**
     * Puts the gradient of the loss into the memory's gradient and renews running statistics.
     *
     * @return the loss, in nats
     */
    double gradient(Draw draw);

    /** The same for inputs that were filled elsewhere, an array per declared input. */
    double gradient(Map<String, INDArray> inputs);

    /** The loss of a pass that changes nothing. */
    double loss(Map<String, INDArray> inputs, Phase phase);

    /** What the model says of each example, without dropout and with running statistics. */
    Estimate estimate(Draw draw);

    /** The same for inputs that were filled elsewhere. */
    Estimate estimate(Map<String, INDArray> inputs);

    /** How many refinement steps of trained minibatches were clipped so far; none without a refinement. */
    default ClippedSteps clipped() {
        return ClippedSteps.NONE;
    }

    @Override
    void close();
}
