package org.skipsweep.models.objective.refinement;

import org.skipsweep.models.engine.ParameterVector;

/**
 * (derivative at lambda + r u - derivative at lambda - r u) / 2r: nothing is kept on the way there, and the error is of
 * second order.
 *
 * @param r how far apart
 */
record CentralDifferences(double r) implements HessianProducts {
    @Override
    public VariationalParameters gradient(RefinedLoss loss, VariationalParameters lambda, int round) {
        return loss.gradient(lambda, round);
    }

    @Override
    public Product product(
            RefinedLoss loss, RefinementTrace.Step step, VariationalParameters velocity, ParameterVector decoder) {
        VariationalParameters direction = step.clipped(velocity);
        VariationalParameters product = loss.difference(
                step.from().plus(r, direction), step.from().plus(-r, direction), 1 / (2 * r), step.round(), decoder);
        return new Product(product, false);
    }
}
