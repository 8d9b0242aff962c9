package org.skipsweep.models.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Where parameters and their gradient lie while an engine computes: in the arrays of the network itself, or in copies on a
 * GPU.
 */
public interface ParameterMemory extends AutoCloseable {
    /** The network's own arrays, by parameter name. They are up to date after {@link #store}. */
    Map<String, INDArray> arrays();

    /** The gradient that {@link #update} takes. */
    ParameterVector gradient();

    /** A new vector of zeros. */
    ParameterVector vector();

    /**
     * Gives running statistics new values.
     *
     * @param values by name of the statistic
     */
    void renew(Map<String, INDArray> values);

    /**
     * Takes over what the network's arrays hold.
     *
     * @param state the update rule's state, as Deeplearning4j lays it out
     */
    void load(INDArray state);

    /** Leaves parameters and the update rule's state in the network's arrays. */
    void store(INDArray state);

    /**
     * Makes a step along the gradient, scaled down to norm {@code clip} if it is longer. A network's configuration holds the same rule,
     * rate and clip, and it counts the same steps, for where Deeplearning4j's own updater makes them.
     *
     * @param rule how parameters move
     * @param rate step size
     * @param clip largest 2-norm of the gradient over all parameters
     * @param step counted from 1 over the whole training
     */
    void update(UpdateRule rule, double rate, double clip, long step);

    @Override
    void close();
}
