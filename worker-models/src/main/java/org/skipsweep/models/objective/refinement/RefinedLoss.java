package org.skipsweep.models.objective.refinement;

import org.skipsweep.models.engine.ParameterVector;

/**
 * The loss L(lambda, theta) that a refinement descends: the negative evidence lower bound of a minibatch with the posteriors
 * lambda and the decoder's parameters theta. Each round has noise and dropout masks of its own, the same whenever it is asked
 * for.
 */
public interface RefinedLoss {
    /** dL/dlambda. */
    VariationalParameters gradient(VariationalParameters lambda, int round);

    /**
     * dL/dlambda.
     *
     * @param decoder overwritten with dL/dtheta
     */
    VariationalParameters gradient(VariationalParameters lambda, int round, ParameterVector decoder);

    /**
     * The difference of the derivatives at two points, times a factor.
     *
     * @param decoder overwritten with factor * (dL/dtheta at {@code one} - dL/dtheta at {@code other})
     * @return factor * (dL/dlambda at {@code one} - dL/dlambda at {@code other})
     */
    VariationalParameters difference(
            VariationalParameters one, VariationalParameters other, double factor, int round, ParameterVector decoder);
}
